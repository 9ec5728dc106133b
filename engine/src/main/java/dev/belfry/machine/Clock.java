package dev.belfry.machine;

/** Steady time, and how the wall clock relates to it. */
final class Clock {
  private long nowMillis = Long.MIN_VALUE;
  private long wallOffsetMillis;

  long nowMillis() {
    return nowMillis;
  }

  /** Moves on; time never goes back. */
  void advance(long millis) {
    nowMillis = Math.max(nowMillis, millis);
  }

  long wallMillis(long steadyMillis) {
    return steadyMillis + wallOffsetMillis;
  }

  long steadyMillis(long wallMillis) {
    return wallMillis - wallOffsetMillis;
  }

  long wallNowMillis() {
    return wallMillis(nowMillis);
  }

  void setWallOffset(long millis) {
    wallOffsetMillis = millis;
  }

  long wallOffsetMillis() {
    return wallOffsetMillis;
  }
}
