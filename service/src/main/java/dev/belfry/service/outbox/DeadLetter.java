package dev.belfry.service.outbox;

/**
 * A parcel that was given up, kept for a person to look at.
 *
 * @param wallMillis when, by the wall clock
 * @param attempts how often it was tried since the last start
 * @param reason of the last attempt
 */
public record DeadLetter(Parcel parcel, long wallMillis, int attempts, String reason) {}
