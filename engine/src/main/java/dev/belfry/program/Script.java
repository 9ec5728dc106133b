package dev.belfry.program;

import java.util.List;
import java.util.Optional;

/**
 * The actions of a rule in a row, with jumps and counters in place of nesting, so that a run's
 * place in them is a few numbers that survive a restart.
 *
 * @param counters how many repetitions lie within each other at most
 */
public record Script(List<Instruction> instructions, int counters) {
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

    /**
     * Go on when a state is true, or after so much time.
     *
     * @param uses the topics that the state reads
     * @param parts the operators that it is made of
     */
    record WaitUntil(Node state, List<Use> uses, List<Integer> parts, Optional<Long> atMostMillis)
        implements Instruction {}

    /** Begin to count down. */
    record Count(int counter, int times) implements Instruction {}

    /** Go on elsewhere unless it was the last time. */
    record Again(int counter, int target) implements Instruction {}

    /** End the run. */
    record Stop() implements Instruction {}
  }

  /** Whether runs of it can last. */
  public boolean takesTime() {
    return instructions.stream()
        .anyMatch(it -> it instanceof Instruction.Wait || it instanceof Instruction.WaitUntil);
  }

  public boolean isEmpty() {
    return instructions.isEmpty();
  }
}
