package dev.belfry.catalog;

import java.time.ZoneId;
import java.util.Optional;

/** Where the rules live: their clock's zone and, where the sun matters, their place. */
public record Site(String name, ZoneId zone, Optional<Place> place) {
  /** Degrees north and east. */
  public record Place(double latitude, double longitude) {}
}
