package dev.belfry.service.history;

/** How finely the past is known. */
public enum Resolution {
  /** Each number as it came. */
  RAW("raw", 60_000),
  /** The numbers of each minute together. */
  MINUTE("minutes", 60_000),
  /** The numbers of each hour together. */
  HOUR("hours", 3_600_000);

  /** A graph shows at most so many rollups for each column of it. */
  private static final long MOST_A_COLUMN = 4;

  /** Sensors seldom send more often than that; a finer column can show single numbers. */
  private static final long FINE_COLUMN_MILLIS = 10_000;

  private final String table;
  private final long slotMillis;

  Resolution(String table, long slotMillis) {
    this.table = table;
    this.slotMillis = slotMillis;
  }

  /** The table that holds it. */
  String table() {
    return table;
  }

  /** The slot of time in which a wall-clock time lies; raw numbers are kept by the minute, too. */
  long slot(long timeMillis) {
    return Math.floorDiv(timeMillis, slotMillis);
  }

  /** When a slot begins. */
  long beginMillis(long slot) {
    return slot * slotMillis;
  }

  /** What suits a stretch of time that is drawn in so many columns. */
  public static Resolution of(long stretchMillis, int columns) {
    long columnMillis = stretchMillis / Math.max(1, columns);
    if (columnMillis <= FINE_COLUMN_MILLIS) {
      return RAW;
    }
    return columnMillis <= MOST_A_COLUMN * MINUTE.slotMillis ? MINUTE : HOUR;
  }
}
