package dev.belfry.machine;

import dev.belfry.effect.Origin;
import dev.belfry.event.Message;

/** A message that a rule published and that rules read; {@code depth} counts the chain. */
record Pending(Message message, int depth, Origin origin) {}
