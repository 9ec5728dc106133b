package dev.belfry.agreement;

import dev.belfry.agreement.Sketch.Declared;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A program, what becomes of it, and what happens to it.
 *
 * @param versions its texts; the first is there from the start
 */
public record Scenario(Era era, List<Sketch> versions, List<Step> steps) {
  /** Something that happens so long after what happened before it. */
  public record Step(long gapMillis, Act act) {}

  /** What happens. */
  public sealed interface Act {
    /** A message. */
    record Send(String topic, String payload, int qos, boolean retain, boolean replayed)
        implements Act {}

    /** A fact is set. */
    record Given(String topic, String payload) implements Act {}

    /** Nothing. */
    record Pass() implements Act {}

    /** The engine is down for so long. */
    record Restart(long downMillis) implements Act {}

    /**
     * The same, and meanwhile another version of the rules is put in the place of the one before.
     */
    record Replace(long downMillis, int version) implements Act {}

    /** Another version of the rules. */
    record Reload(int version) implements Act {}

    /** The wall clock jumps by so much. */
    record ClockStep(long millis) implements Act {}

    /** A rule is switched. */
    record Switch(String rule, boolean on) implements Act {}

    /** A rule is triggered by hand. */
    record Trigger(String rule, Map<String, String> key) implements Act {}

    /** An alert is acknowledged. */
    record Acknowledge(String alert, Optional<String> room) implements Act {}

    /** An alert is silenced. */
    record Silence(String alert, Optional<String> room, long millis) implements Act {}
  }

  /** A random one. */
  public static Scenario of(Choices choices) {
    Era era = Era.of(choices);
    Rules rules = new Rules(choices, era);
    List<Sketch> versions = new ArrayList<>();
    versions.add(rules.program());
    if (choices.percent(40)) {
      versions.add(changed(versions.getFirst(), rules, choices));
    }
    return new Scenario(era, versions, new Steps(choices, era, versions).all());
  }

  private static Sketch changed(Sketch sketch, Rules rules, Choices choices) {
    List<Declared> declared = new ArrayList<>(sketch.declared());
    int at = choices.below(declared.size());
    switch (choices.below(6)) {
      case 0, 1 -> declared.replaceAll(Declared::spaced);
      case 2 -> declared.remove(at);
      case 3 -> declared.add(rules.rule("R9"));
      case 4 -> declared.set(at, rules.again(declared.get(at)));
      default -> declared.set(at, rules.acting(declared.get(at)));
    }
    return new Sketch(sketch.head(), declared);
  }

  /** The history as a person reads it. */
  public String told() {
    StringBuilder text = new StringBuilder("starts " + era.start() + " " + Era.ZONE + "\n");
    for (int i = 0; i < steps.size(); i++) {
      text.append(
          String.format("%3d  +%d ms  %s%n", i, steps.get(i).gapMillis(), steps.get(i).act()));
    }
    return text.toString();
  }
}
