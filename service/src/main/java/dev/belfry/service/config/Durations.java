package dev.belfry.service.config;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as somebody types them: {@code 500 ms}, {@code 10 s}, {@code 7 days}, {@code 7d}. */
public final class Durations {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration YEAR = Duration.ofDays(365);
  private static final Duration LONGEST = YEAR.multipliedBy(100);
  private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9}) ?([a-z]{1,5})");
  private static final Map<String, Duration> UNITS =
      Map.ofEntries(
          Map.entry("ms", Duration.ofMillis(1)),
          Map.entry("s", Duration.ofSeconds(1)),
          Map.entry("sec", Duration.ofSeconds(1)),
          Map.entry("min", Duration.ofMinutes(1)),
          Map.entry("h", Duration.ofHours(1)),
          Map.entry("d", DAY),
          Map.entry("day", DAY),
          Map.entry("days", DAY),
          Map.entry("week", DAY.multipliedBy(7)),
          Map.entry("weeks", DAY.multipliedBy(7)),
          Map.entry("y", YEAR),
          Map.entry("year", YEAR),
          Map.entry("years", YEAR));

  private Durations() {}

  /** The duration, from 1 ms to 100 years; a year has 365 days. */
  public static Optional<Duration> read(String written) {
    Matcher matcher = WRITTEN.matcher(written);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.ofNullable(UNITS.get(matcher.group(2)))
        .map(unit -> unit.multipliedBy(Long.parseLong(matcher.group(1))))
        .filter(duration -> duration.isPositive() && duration.compareTo(LONGEST) <= 0);
  }
}
