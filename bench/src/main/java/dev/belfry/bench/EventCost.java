package dev.belfry.bench;

import dev.belfry.machine.Input;
import dev.belfry.machine.Machine;
import dev.belfry.machine.Outcome;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What one event costs the machine. Unless said otherwise the events are on the same topics however
 * many rules are loaded, so that what differs is what the machine does.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EventCost {
  /** After how many events the loop takes what changed; as a busy loop does. */
  private static final int BATCH = 64;

  @Param({"10", "10000"})
  public int rules = 10;

  private Machine machine = Machine.fresh();
  private Round texts = Round.NONE;
  private Round allTexts = Round.NONE;
  private Round unread = Round.NONE;
  private Round numbers = Round.NONE;
  private Round objects = Round.NONE;
  private Round doors = Round.NONE;
  private Round presses = Round.NONE;
  private int untilDrained = BATCH;

  /** Inputs that come again and again. */
  private static final class Round {
    static final Round NONE = new Round(new Input[0]);

    private final Input[] inputs;
    private int next;

    Round(Input[] inputs) {
      this.inputs = inputs;
    }

    Input next() {
      Input input = inputs[next];
      next = next + 1 == inputs.length ? 0 : next + 1;
      return input;
    }
  }

  /** Loads the rules, and lets every topic be seen twice. */
  @Setup(Level.Trial)
  public void load() {
    Site site = new Site(rules);
    machine = site.start();
    texts = quiet(site.texts());
    allTexts = quiet(site.allTexts());
    unread = quiet(site.unread());
    numbers = quiet(site.numbers());
    objects = quiet(site.objects());
    doors = quiet(site.doors());
    presses = new Round(site.presses());
    machine.drainChanges();
  }

  private Round quiet(Input[] inputs) {
    for (Input input : inputs) {
      if (!machine.step(input).equals(Outcome.NOTHING)) {
        throw new IllegalStateException("fires, and must not: " + input);
      }
    }
    return new Round(inputs);
  }

  /** A text on a topic of one rule: {@code becomes} with a guard that does not hold. */
  @Benchmark
  public Outcome text(ProcessorTime time) {
    return step(texts, time);
  }

  /**
   * As {@link #text}, on all topics of the kind in turn: with many rules, none of them is in the
   * caches of the processor.
   */
  @Benchmark
  public Outcome spread(ProcessorTime time) {
    return step(allTexts, time);
  }

  /** A topic that no rule reads. */
  @Benchmark
  public Outcome unread(ProcessorTime time) {
    return step(unread, time);
  }

  /** A number on a topic of one rule: a state that stays false. */
  @Benchmark
  public Outcome number(ProcessorTime time) {
    return step(numbers, time);
  }

  /** A JSON object on a topic of one rule: a condition on one of its fields is false. */
  @Benchmark
  public Outcome object(ProcessorTime time) {
    return step(objects, time);
  }

  /** A text that a rule with a capture hears: a room's door, with a guard that does not hold. */
  @Benchmark
  public Outcome capture(ProcessorTime time) {
    return step(doors, time);
  }

  /** A text that makes a rule publish. */
  @Benchmark
  public Outcome firing(ProcessorTime time) {
    return step(presses, time);
  }

  /** As {@link #text}, and what changed is taken for the store after every 64 events. */
  @Benchmark
  public Outcome stored(ProcessorTime time) {
    if (--untilDrained == 0) {
      untilDrained = BATCH;
      if (machine.drainChanges().isEmpty()) {
        throw new IllegalStateException("nothing changed");
      }
    }
    return step(texts, time);
  }

  private Outcome step(Round round, ProcessorTime time) {
    time.events++;
    return machine.step(round.next());
  }
}
