package dev.belfry.machine;

import dev.belfry.event.Payload;
import java.util.Optional;

/**
 * One piece of durable state as the store keeps it.
 *
 * @param key unique among the pieces
 * @param value its bytes; empty when the piece is gone
 */
public record Entry(String key, Optional<Payload> value) {}
