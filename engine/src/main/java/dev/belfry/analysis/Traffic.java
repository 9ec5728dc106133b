package dev.belfry.analysis;

import java.util.Set;

/**
 * What clients published in a stretch of time.
 *
 * @param topics all topics on which a message came
 */
public record Traffic(Set<String> topics, long fromMillis, long untilMillis) {}
