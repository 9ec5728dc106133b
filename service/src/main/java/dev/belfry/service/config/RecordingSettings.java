package dev.belfry.service.config;

/**
 * How much of what happened is kept.
 *
 * @param days for so long; 0: nothing is recorded
 * @param megabytes all recordings together take up at most about this
 */
public record RecordingSettings(int days, int megabytes) {
  static final int MOST_DAYS = 3_650;
  static final int MOST_MEGABYTES = 1_000_000;
  private static final long BYTES_PER_MEGABYTE = 1_000_000;

  static RecordingSettings defaults() {
    return new RecordingSettings(7, 1_024);
  }

  /** Whether anything is recorded at all. */
  public boolean isOn() {
    return days > 0 && megabytes > 0;
  }

  /** The most that all recordings may take up. */
  public long bytes() {
    return megabytes * BYTES_PER_MEGABYTE;
  }
}
