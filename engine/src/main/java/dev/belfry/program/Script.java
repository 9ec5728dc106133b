package dev.belfry.program;

import java.util.List;

/**
 * The actions of a rule in a row, with jumps in place of nesting, so that a run's place in them is
 * one number that survives a restart.
 */
public record Script(List<Instruction> instructions) {
  /** One instruction. */
  public sealed interface Instruction {
    /** Bring about an effect. */
    record Act(ActionNode action) implements Instruction {}

    /** Go on elsewhere unless the state is true. */
    record Unless(Node state, int target) implements Instruction {}

    /** Go on elsewhere. */
    record Jump(int target) implements Instruction {}

    /** Go on after so much time. */
    record Wait(long millis) implements Instruction {}

    /** End the run. */
    record Stop() implements Instruction {}
  }

  /** Whether runs of it can last. */
  public boolean takesTime() {
    return instructions.stream().anyMatch(Instruction.Wait.class::isInstance);
  }

  public boolean isEmpty() {
    return instructions.isEmpty();
  }
}
