package dev.belfry.service.supervision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belfry.effect.Origin;
import dev.belfry.machine.MissedTimes;
import dev.belfry.machine.Report;
import dev.belfry.machine.Uncertain;
import dev.belfry.service.loop.SteadyClock;
import dev.belfry.service.store.ClockReading;
import dev.belfry.service.store.RunRecord;
import dev.belfry.service.supervision.HouseAlerts.Trouble;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What the service says about itself, to whom, and how often. */
class SupervisionTest {
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

  private final List<String> announced = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private final List<Runnable> later = new ArrayList<>();
  private final HouseAlerts alerts =
      new HouseAlerts(
          List.of("owner"),
          (topic, text) -> announced.add(topic + " " + text),
          it -> told.add(it.channels() + " " + it.title().orElse("") + ": " + it.text()),
          InstantSource.fixed(NOW));

  @Test
  void troubleIsToldOnceWhileItLastsAndWhenItIsOver() {
    alerts.raise(Trouble.DELIVERY, "mail", "no such user");
    alerts.raise(Trouble.DELIVERY, "mail", "no such user either");
    alerts.raise(Trouble.DELIVERY, "call siren", "404");
    alerts.resolve(Trouble.DELIVERY, "mail", "it works");
    alerts.resolve(Trouble.DELIVERY, "mail", "it still works");
    assertEquals(
        List.of(
            "[owner] : Belfry delivery: no such user",
            "[owner] : Belfry delivery: 404",
            "[owner] : resolved: Belfry delivery: it works"),
        told);
    assertEquals(3, announced.size());
    assertTrue(
        announced
            .getFirst()
            .startsWith(
                "belfry/alerts/belfry-delivery/mail {\"alert\":\"Belfry delivery\","
                    + "\"key\":{\"what\":\"mail\"},\"state\":\"firing\",\"severity\":\"critical\""),
        announced::toString);
    assertTrue(announced.getLast().contains("\"state\":\"resolved\""), announced::toString);
  }

  @Test
  void aClockThatCannotBeRightIsSaidUntilItIsSet() {
    long[] wallMillis = {0};
    List<String> warned = new ArrayList<>();
    SteadyClock clock =
        new SteadyClock(
            () -> Instant.ofEpochMilli(wallMillis[0]), () -> 0, () -> 0, Optional.empty());
    new ClockWatch(clock, alerts, warned::add).start((millis, task) -> later.add(task));
    assertEquals(1, warned.size());
    later.removeFirst().run();
    assertEquals(1, announced.size());
    wallMillis[0] = NOW.toEpochMilli();
    later.removeFirst().run();
    assertEquals(List.of(), later);
    assertTrue(announced.getLast().contains("\"state\":\"resolved\""), announced::toString);
  }

  private static Report.Missed missed() {
    long from = NOW.minusSeconds(3_600).toEpochMilli();
    return new Report.Missed(
        from,
        NOW.toEpochMilli(),
        List.of(new MissedTimes("Water", "every 20 min", 3, false, from, from + 2_400_000, true)),
        2,
        List.of(
            new Uncertain(
                new Origin(Origin.Kind.RULE, "Freezer", Map.of("room", "cellar")),
                Uncertain.Kind.HELD,
                "when door is \"open\" for 2 h",
                OptionalLong.of(from - 60_000),
                false)),
        0);
  }

  private OutageWatch watch(boolean ended) {
    RunRecord before = new RunRecord(new ClockReading(0, 0), 1, ended);
    return new OutageWatch(
        Optional.of(before),
        List.of("the last batch may be lost"),
        ZoneOffset.UTC,
        (topic, text) -> announced.add(topic + " " + text),
        alerts);
  }

  @Test
  void afterAPowerCutTheOwnerIsToldWhatMayHaveBeenMissed() {
    watch(false).reported(NOW.toEpochMilli(), missed());
    assertEquals(
        List.of(
            "belfry/outage"
                + " {\"from\":\"2026-06-01T11:00:00Z\",\"until\":\"2026-06-01T12:00:00Z\",\"cut\":true,\"notices\":[\"the"
                + " last batch may be"
                + " lost\"],\"schedules\":[{\"rule\":\"Water\",\"schedule\":\"every 20 min\","
                + "\"times\":3,\"first\":\"2026-06-01T11:00:00Z\",\"last\":\"2026-06-01T11:40:00Z\","
                + "\"caughtUp\":true}],\"moreSchedules\":2,\"uncertain\":[{\"rule\":\"Freezer\",\"key\":{\"room\":\"cellar\"},\"what\":\"`when"
                + " door is \\\"open\\\" for 2 h` had begun\","
                + "\"since\":\"2026-06-01T10:59:00Z\"}],\"moreUncertain\":0}"),
        announced);
    assertEquals(1, told.size());
    assertTrue(told.getFirst().startsWith("[owner] Belfry was cut off: "), told::toString);
    assertTrue(told.getFirst().contains("down since 2026-06-01 11:00"), told::toString);
    assertTrue(told.getFirst().contains("the last batch may be lost"), told::toString);
    assertTrue(told.getFirst().contains("Water  missed `every 20 min` 3 times"), told::toString);
  }

  @Test
  void afterAnOrderlyEndOnlyTheTopicTells() {
    watch(true).reported(NOW.toEpochMilli(), missed());
    assertEquals(1, announced.size());
    assertTrue(announced.getFirst().contains("\"cut\":false"), announced::toString);
    assertEquals(List.of(), told);
  }
}
