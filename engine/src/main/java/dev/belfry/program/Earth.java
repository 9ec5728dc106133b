package dev.belfry.program;

/** Distances between places, on a ball. */
final class Earth {
  /** The mean radius (Moritz, Geodetic Reference System 1980). */
  private static final double RADIUS_METRES = 6_371_008.8;

  private Earth() {}

  /**
   * The distance along the ground of two places in degrees, in metres; NaN where one is no place.
   * By haversines, which are exact for short distances too (Sinnott, Virtues of the Haversine,
   * 1984).
   */
  static double distanceMetres(
      double latitude, double longitude, double otherLatitude, double otherLongitude) {
    if (!isPlace(latitude, longitude) || !isPlace(otherLatitude, otherLongitude)) {
      return Double.NaN;
    }
    double h =
        haversine(otherLatitude - latitude)
            + StrictMath.cos(StrictMath.toRadians(latitude))
                * StrictMath.cos(StrictMath.toRadians(otherLatitude))
                * haversine(otherLongitude - longitude);
    return 2 * RADIUS_METRES * StrictMath.asin(Math.min(1, StrictMath.sqrt(h)));
  }

  private static double haversine(double degrees) {
    double sine = StrictMath.sin(StrictMath.toRadians(degrees) / 2);
    return sine * sine;
  }

  private static boolean isPlace(double latitude, double longitude) {
    return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  }
}
