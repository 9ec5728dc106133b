package dev.belfry.service.supervision;

import dev.belfry.effect.Effect;
import dev.belfry.effect.Effect.Priority;
import dev.belfry.machine.Report;
import dev.belfry.service.loop.LoopObserver;
import dev.belfry.service.store.RunRecord;
import dev.belfry.service.terminal.MissedState;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Tells the owner what may have been missed while nobody was there: on a retained topic after every
 * stop, and by the channels for the service's own news when the stop was a power cut or a kill.
 * Another observer hears all the same.
 */
public final class OutageWatch implements LoopObserver {
  static final String TOPIC = "belfry/outage";

  private final LoopObserver other;
  private final boolean wasCut;
  private final ZoneId zone;
  private final BiConsumer<String, String> announce;
  private final HouseAlerts alerts;

  /**
   * A watch.
   *
   * @param before how far the last run came
   * @param announce publishes a retained text on a topic
   */
  public OutageWatch(
      LoopObserver other,
      Optional<RunRecord> before,
      ZoneId zone,
      BiConsumer<String, String> announce,
      HouseAlerts alerts) {
    this.other = other;
    this.wasCut = before.filter(run -> !run.ended()).isPresent();
    this.zone = zone;
    this.announce = announce;
    this.alerts = alerts;
  }

  @Override
  public void reported(long wallMillis, Report report) {
    other.reported(wallMillis, report);
    if (report instanceof Report.Missed missed) {
      announce.accept(TOPIC, OutageJson.of(missed, wasCut));
      if (wasCut) {
        alerts.inform(
            "Belfry was cut off",
            "Belfry did not end as it should: a power cut, a kill, or a crash.\n"
                + String.join("\n", MissedState.lines(missed, zone))
                + "\nWhat was sent at QoS 0 in the last second before, or meanwhile, is not known.",
            Priority.HIGH);
      }
    }
  }

  @Override
  public void logged(long wallMillis, Effect.Log line) {
    other.logged(wallMillis, line);
  }

  @Override
  public void alerted(long wallMillis, Effect.Alert alert) {
    other.alerted(wallMillis, alert);
  }

  @Override
  public void storeFailed(String words) {
    other.storeFailed(words);
  }

  @Override
  public void storeRecovered() {
    other.storeRecovered();
  }
}
