package dev.belfry.program;

import java.util.HashMap;
import java.util.Map;

/**
 * Makes equal parts of rules one object. Thousands of rules ask much the same, and what they share
 * stays in the processor's caches.
 */
final class Pool {
  private final Map<Object, Object> parts = new HashMap<>();

  /** The first of all parts that are equal to this one; parts are immutable. */
  @SuppressWarnings("unchecked")
  <T> T one(T part) {
    return (T) parts.computeIfAbsent(part, first -> first);
  }
}
