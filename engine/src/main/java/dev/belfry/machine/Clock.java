package dev.belfry.machine;

import java.time.ZoneId;
import java.time.ZoneOffset;

/** Steady time, how the wall clock relates to it, and the zone in which people read it. */
final class Clock {
  private long nowMillis = Long.MIN_VALUE;
  private long wallOffsetMillis;
  private ZoneId zone = ZoneOffset.UTC;

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

  ZoneId zone() {
    return zone;
  }

  void setZone(ZoneId programZone) {
    zone = programZone;
  }
}
