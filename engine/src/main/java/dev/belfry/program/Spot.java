package dev.belfry.program;

import dev.belfry.codec.Printed;
import dev.belfry.codec.Value;
import org.jspecify.annotations.Nullable;

/**
 * A topic that is looked at at some moment.
 *
 * @param spelled what spells it, where it is more than captures
 */
public record Spot(Use use, @Nullable Node spelled) {
  /** The topic of this moment, or null if a part of it is unknown. */
  public @Nullable String topic(Frame frame) {
    if (spelled == null) {
      return use.topic(frame);
    }
    Value topic = spelled.eval(frame);
    return topic.isKnown() ? Printed.text(topic) : null;
  }
}
