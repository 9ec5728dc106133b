package dev.belfry.machine;

import dev.belfry.catalog.Site;
import java.time.ZoneId;

/** Steady time, how the wall clock relates to it, and where people read it. */
final class Clock {
  private long nowMillis = Long.MIN_VALUE;
  private long wallOffsetMillis;
  private Site site = Site.NOWHERE;

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
    return site.zone();
  }

  Site site() {
    return site;
  }

  void setSite(Site programSite) {
    site = programSite;
  }
}
