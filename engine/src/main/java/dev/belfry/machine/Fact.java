package dev.belfry.machine;

import dev.belfry.codec.Decoder;
import dev.belfry.codec.Value;
import dev.belfry.event.Message;
import org.jspecify.annotations.Nullable;

/** A message that is remembered, decoded once for each way in which rules read it. */
final class Fact {
  final Message message;
  final long atMillis;

  private @Nullable Decoder lastDecoder;
  private Value lastValue = Value.Truth.UNKNOWN;

  Fact(Message message, long atMillis) {
    this.message = message;
    this.atMillis = atMillis;
  }

  /** Whether it is an empty retained message, which stands for no value at all. */
  boolean clears() {
    return message.retain() && message.payload().isEmpty();
  }

  /** Most topics are read in one way; a second way costs a decoding each time it alternates. */
  Value value(Decoder decoder) {
    if (lastDecoder == null || !lastDecoder.equals(decoder)) {
      lastValue = clears() ? Value.Truth.UNKNOWN : decoder.decode(message.payload());
      lastDecoder = decoder;
    }
    return lastValue;
  }
}
