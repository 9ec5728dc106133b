package dev.belfry.program;

import dev.belfry.codec.Value;
import dev.belfry.model.Expr;
import java.util.ArrayList;
import java.util.List;

/**
 * A state asked about many topics, made ready.
 *
 * @param over the mentions of topics that range, each over all that were seen
 * @param ranging the captures that stand for what differs
 */
record Quantified(Expr.Quantity quantity, Node state, List<Use> over, List<Integer> ranging)
    implements Node {
  /** How many combinations of topics are asked at most. */
  private static final int MOST_COMBINATIONS = 10_000;

  @Override
  public Value eval(Frame frame) {
    List<List<String[]>> bindings = new ArrayList<>();
    for (Use use : over) {
      bindings.add(frame.seen(use, ranging));
    }
    long combinations = 1;
    for (List<String[]> binding : bindings) {
      combinations *= binding.size();
      if (combinations > MOST_COMBINATIONS) {
        frame.reportTooMany(MOST_COMBINATIONS);
        return Value.Truth.UNKNOWN;
      }
    }
    if (combinations == 0) {
      return quantity == Expr.Quantity.COUNT ? new Value.Num(0) : Value.Truth.UNKNOWN;
    }
    Answer answer = new Answer();
    ask(frame, bindings, 0, answer);
    frame.unbind(ranging);
    return switch (quantity) {
      case ANY -> answer.any;
      case ALL -> answer.all;
      case NONE -> answer.any.not();
      case COUNT -> new Value.Num(answer.count);
    };
  }

  private static final class Answer {
    Value.Truth any = Value.Truth.FALSE;
    Value.Truth all = Value.Truth.TRUE;
    int count;

    void take(Value.Truth truth) {
      any = any.or(truth);
      all = all.and(truth);
      count += truth == Value.Truth.TRUE ? 1 : 0;
    }
  }

  /** Binds the mentions from this one on in all ways, one after the other. */
  private void ask(Frame frame, List<List<String[]>> bindings, int at, Answer answer) {
    if (at == bindings.size()) {
      answer.take(state.eval(frame).truth());
      return;
    }
    for (String[] slots : bindings.get(at)) {
      for (int slot : over.get(at).slots()) {
        if (ranging.contains(slot)) {
          frame.bind(slot, slots[slot]);
        }
      }
      ask(frame, bindings, at + 1, answer);
    }
  }
}
