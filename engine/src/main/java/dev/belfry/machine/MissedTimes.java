package dev.belfry.machine;

/**
 * The times of one schedule that fell into a downtime.
 *
 * @param schedule as a person reads it: {@code every 5 min}
 * @param times how many there were
 * @param atLeast whether there were more than were counted
 * @param firstWallMillis when the first one was, by the wall clock
 * @param lastWallMillis when the last one was, by the wall clock
 * @param caughtUp whether it happens once now for all of them; else all of them are skipped
 */
public record MissedTimes(
    String rule,
    String schedule,
    int times,
    boolean atLeast,
    long firstWallMillis,
    long lastWallMillis,
    boolean caughtUp) {}
