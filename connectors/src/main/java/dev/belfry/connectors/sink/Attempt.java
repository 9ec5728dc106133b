package dev.belfry.connectors.sink;

import java.time.Duration;
import java.util.Optional;

/** What one attempt to reach a sink came to, in a person's words and without any secret. */
public sealed interface Attempt {
  /** It worked. */
  record Done(String note) implements Attempt {}

  /**
   * It did not work, and may later.
   *
   * @param sinkDown whether nobody else would get through either
   * @param after how long the sink asks to be left alone
   */
  record Again(String reason, boolean sinkDown, Optional<Duration> after) implements Attempt {
    /** The sink itself cannot be reached. */
    public static Again down(String reason) {
      return new Again(reason, true, Optional.empty());
    }

    /** The sink is there and could not take this one now. */
    public static Again later(String reason) {
      return new Again(reason, false, Optional.empty());
    }
  }

  /** It did not work, and trying the same again would not help. */
  record Never(String reason) implements Attempt {}

  /** The note or the reason. */
  default String words() {
    return switch (this) {
      case Done done -> done.note();
      case Again again -> again.reason();
      case Never never -> never.reason();
    };
  }
}
