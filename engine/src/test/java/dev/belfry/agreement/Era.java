package dev.belfry.agreement;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

/**
 * When a case plays, and the few durations and times of day that occur in it, so that they collide.
 *
 * @param alerts the names of the alerts
 * @param favourites topics that rules and messages choose more often, so that they meet
 */
public record Era(
    LocalDateTime start,
    List<Long> millis,
    List<String> times,
    List<String> alerts,
    List<String> favourites) {
  static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

  /** An ordinary noon, a midnight, and both clock changes of the year. */
  private static final List<LocalDateTime> STARTS =
      List.of(
          LocalDateTime.of(2026, 1, 2, 11, 59, 30),
          LocalDateTime.of(2026, 1, 3, 23, 59, 0),
          LocalDateTime.of(2026, 3, 29, 1, 59, 30),
          LocalDateTime.of(2026, 10, 25, 1, 59, 30),
          LocalDateTime.of(2026, 10, 25, 2, 59, 0));

  private static final List<Long> DURATIONS =
      List.of(10_000L, 1_000L, 5_000L, 30_000L, 60_000L, 120_000L, 500L, 3_600_000L);

  static Era of(Choices choices) {
    LocalDateTime start = choices.of(STARTS);
    List<Long> millis = Stream.generate(() -> choices.of(DURATIONS)).limit(3).toList();
    List<String> times =
        Stream.of(30, 60, 0, 90, 3600)
            .map(seconds -> start.plusSeconds(seconds).toLocalTime())
            .map(time -> time.toString().length() == 5 ? time + ":00" : time.toString())
            .toList();
    List<String> alerts =
        choices.percent(40) ? (choices.percent(40) ? List.of("A", "B") : List.of("A")) : List.of();
    List<String> favourites =
        List.of(
            choices.of("raw/a", "home/a/door", "level"),
            choices.of("raw/b", "mode", "home/b/temp"));
    return new Era(start, millis, times, alerts, favourites);
  }

  List<String> durations() {
    return millis.stream().map(it -> it % 1000 == 0 ? it / 1000 + " s" : it + " ms").toList();
  }

  String date() {
    return start.toLocalDate().plusDays(1).toString();
  }

  /** When the engine starts, in milliseconds. */
  public long startMillis() {
    return start.atZone(ZONE).toInstant().toEpochMilli();
  }
}
