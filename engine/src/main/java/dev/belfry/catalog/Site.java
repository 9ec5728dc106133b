package dev.belfry.catalog;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** Where the rules live: their clock's zone and, where the sun matters, their place. */
public record Site(String name, ZoneId zone, Optional<Place> place) {
  /** The site of a machine that has no program yet. */
  public static final Site NOWHERE = new Site("", ZoneOffset.UTC, Optional.empty());

  /** Degrees north and east. */
  public record Place(double latitude, double longitude) {}
}
