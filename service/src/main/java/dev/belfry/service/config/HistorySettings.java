package dev.belfry.service.config;

import dev.belfry.event.TopicFilter;
import java.time.Duration;
import java.util.List;

/**
 * What is kept for graphs, and for how long; a duration of zero keeps nothing of its kind.
 *
 * @param topics besides those that rules read
 * @param raw each number as it came
 * @param minutes the numbers of each minute together
 * @param hours the numbers of each hour together
 * @param megabytes all of it takes up at most about this
 */
public record HistorySettings(
    List<TopicFilter> topics, Duration raw, Duration minutes, Duration hours, int megabytes) {
  static final int MOST_MEGABYTES = 1_000_000;
  private static final long BYTES_PER_MEGABYTE = 1_000_000;

  static HistorySettings defaults() {
    return new HistorySettings(
        List.of(), Duration.ofDays(7), Duration.ofDays(90), Duration.ofDays(5 * 365), 1_024);
  }

  /** Whether anything is kept at all. */
  public boolean isOn() {
    return megabytes > 0 && longest().isPositive();
  }

  /** How long anything is kept. */
  public Duration longest() {
    Duration rollups = hours.compareTo(minutes) > 0 ? hours : minutes;
    return rollups.compareTo(raw) > 0 ? rollups : raw;
  }

  /** The most that the history may take up. */
  public long bytes() {
    return megabytes * BYTES_PER_MEGABYTE;
  }
}
