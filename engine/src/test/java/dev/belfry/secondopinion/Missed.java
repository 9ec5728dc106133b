package dev.belfry.secondopinion;

import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What fell due while the engine was down fires at start, in order, at the start's time (reference,
 * 9.5). This is the order.
 */
final class Missed {
  private Missed() {}

  /** The first of these instants at which it was so; now, if at none of them. */
  static long since(List<Long> instants, World world, BooleanSupplier isSo) {
    long now = world.nowMillis;
    try {
      for (long instant : instants) {
        world.nowMillis = instant;
        if (isSo.getAsBoolean()) {
          return instant;
        }
      }
      return now;
    } finally {
      world.nowMillis = now;
    }
  }
}
