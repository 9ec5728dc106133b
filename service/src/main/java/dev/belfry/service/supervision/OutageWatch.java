package dev.belfry.service.supervision;

import dev.belfry.effect.Effect.Priority;
import dev.belfry.machine.Report;
import dev.belfry.service.loop.LoopObserver;
import dev.belfry.service.store.RunRecord;
import dev.belfry.service.terminal.MissedState;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Tells the owner what may have been missed while nobody was there: on a retained topic after every
 * stop, and by the channels for the service's own news when the stop was a power cut or a kill.
 */
public final class OutageWatch implements LoopObserver {
  static final String TOPIC = "belfry/outage";

  private final boolean wasCut;
  private final List<String> notices;
  private final ZoneId zone;
  private final BiConsumer<String, String> announce;
  private final HouseAlerts alerts;

  /**
   * A watch.
   *
   * @param before how far the last run came
   * @param notices how the store was found, where there is something to say
   * @param announce publishes a retained text on a topic
   */
  public OutageWatch(
      Optional<RunRecord> before,
      List<String> notices,
      ZoneId zone,
      BiConsumer<String, String> announce,
      HouseAlerts alerts) {
    this.wasCut = before.filter(run -> !run.ended()).isPresent();
    this.notices = notices;
    this.zone = zone;
    this.announce = announce;
    this.alerts = alerts;
  }

  @Override
  public void reported(long wallMillis, Report report) {
    if (report instanceof Report.Missed missed) {
      announce.accept(TOPIC, OutageJson.of(missed, wasCut, notices));
      if (wasCut) {
        alerts.inform(
            "Belfry was cut off",
            "Belfry did not end as it should: a power cut, a kill, or a crash.\n"
                + String.join("\n", lines(missed))
                + "\nWhat was sent at QoS 0 in the last second before, or meanwhile, is not known.",
            Priority.HIGH);
      }
    }
  }

  private List<String> lines(Report.Missed missed) {
    List<String> lines = new ArrayList<>(MissedState.lines(missed, zone));
    lines.addAll(notices);
    return lines;
  }
}
