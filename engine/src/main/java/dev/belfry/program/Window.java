package dev.belfry.program;

import dev.belfry.codec.Value;
import dev.belfry.model.Expr;

/** A number over the messages of a topic, made ready. */
public record Window(Expr.Measure measure, Spot spot, Use.Kept kept) implements Node {
  @Override
  public Value eval(Frame frame) {
    String topic = spot.topic(frame);
    return topic == null ? Value.Truth.UNKNOWN : frame.window(this, topic);
  }
}
