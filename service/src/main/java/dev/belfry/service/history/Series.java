package dev.belfry.service.history;

/**
 * What one number of a topic was over time.
 *
 * @param path where in the payload the number stands, as a rule reaches it: {@code temperature},
 *     {@code readings[0].max}; empty for the payload itself
 */
public record Series(String topic, String path) {}
