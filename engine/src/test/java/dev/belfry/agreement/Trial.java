package dev.belfry.agreement;

import dev.belfry.agreement.Scenario.Act;
import dev.belfry.agreement.Scenario.Step;
import dev.belfry.effect.Effect;
import dev.belfry.event.Message;
import dev.belfry.event.Payload;
import dev.belfry.machine.Input;
import dev.belfry.model.Model;
import dev.belfry.program.Program;
import dev.belfry.secondopinion.SecondOpinion;
import dev.belfry.secondopinion.Stimulus;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Lets the machine and the second evaluator go through one scenario side by side. */
final class Trial {
  /** Where the two differ first, or that one of them failed. */
  record Difference(int step, List<String> machine, List<String> second) {}

  private final Engine engine = new Engine();
  private final SecondOpinion second = new SecondOpinion();
  private final List<Compiled> versions;
  private int version;
  private long nowMillis;
  private long wallOffsetMillis;
  private int effects;

  private Trial(Scenario scenario, List<Compiled> versions) {
    this.versions = versions;
    this.nowMillis = scenario.era().startMillis();
  }

  /** The first difference, if there is one. The first version must have no errors. */
  static Optional<Difference> run(
      Scenario scenario, List<Compiled> versions, Constructs constructs) {
    Trial trial = new Trial(scenario, versions);
    Optional<Difference> difference = trial.start(-1, Optional.empty());
    for (int i = 0; i < scenario.steps().size() && difference.isEmpty(); i++) {
      difference = trial.step(i, scenario.steps().get(i), constructs);
    }
    constructs.effects(trial.effects);
    return difference;
  }

  private Program program() {
    return versions.get(version).program().orElseThrow();
  }

  private Model model() {
    return versions.get(version).model().orElseThrow();
  }

  private boolean isBroken(int other) {
    return versions.get(other).model().isEmpty();
  }

  private Optional<Difference> start(int step, Optional<Program> earlier) {
    return both(
        step,
        new Input.Started(nowMillis, wallOffsetMillis, program(), earlier),
        new Stimulus.Start(nowMillis, wallOffsetMillis, model()));
  }

  private Optional<Difference> step(int number, Step step, Constructs constructs) {
    nowMillis += step.gapMillis();
    if ((step.act() instanceof Act.Reload it && isBroken(it.version()))
        || (step.act() instanceof Act.Replace or && isBroken(or.version()))) {
      return Optional.empty();
    }
    constructs.count(step.act());
    return switch (step.act()) {
      case Act.Send it -> {
        Message message =
            new Message(it.topic(), Payload.of(it.payload()), it.qos(), it.retain(), it.replayed());
        yield both(
            number,
            new Input.Arrived(nowMillis, message),
            new Stimulus.Arrival(nowMillis, message));
      }
      case Act.Given it -> {
        Message message = Message.published(it.topic(), Payload.of(it.payload()), 0, false);
        yield both(
            number, new Input.Supposed(nowMillis, message), new Stimulus.Given(nowMillis, message));
      }
      case Act.Pass ignored ->
          both(number, new Input.Tick(nowMillis), new Stimulus.Tick(nowMillis));
      case Act.Restart it -> {
        engine.stop();
        nowMillis += it.downMillis();
        yield start(number, Optional.empty());
      }
      case Act.Replace it -> {
        engine.stop();
        nowMillis += it.downMillis();
        Program earlier = program();
        version = it.version();
        yield start(number, Optional.of(earlier));
      }
      case Act.Reload it -> {
        version = it.version();
        yield both(
            number,
            new Input.Reloaded(nowMillis, program()),
            new Stimulus.Reload(nowMillis, model()));
      }
      case Act.ClockStep it -> {
        wallOffsetMillis += it.millis();
        yield both(
            number,
            new Input.ClockStepped(nowMillis, wallOffsetMillis),
            new Stimulus.ClockStep(nowMillis, wallOffsetMillis));
      }
      case Act.Switch it ->
          both(
              number,
              new Input.Switched(nowMillis, it.rule(), it.on()),
              new Stimulus.Switch(nowMillis, it.rule(), it.on()));
      case Act.Trigger it -> trigger(number, it);
      case Act.Acknowledge it -> {
        Optional<Map<String, String>> key = it.room().map(room -> Map.of("room", room));
        yield both(
            number,
            new Input.Acknowledged(nowMillis, it.alert(), key),
            new Stimulus.Acknowledge(nowMillis, it.alert(), key));
      }
      case Act.Silence it -> {
        Map<String, String> key = it.room().map(room -> Map.of("room", room)).orElse(Map.of());
        long until = nowMillis + wallOffsetMillis + it.millis();
        yield both(
            number,
            new Input.Silenced(nowMillis, it.alert(), key, until),
            new Stimulus.Silence(nowMillis, it.alert(), key, until));
      }
    };
  }

  /** All captures must be given, and no others. */
  private Optional<Difference> trigger(int number, Act.Trigger it) {
    Map<String, String> key =
        model().rules().stream()
            .filter(rule -> rule.name().equals(it.rule()))
            .findFirst()
            .filter(rule -> rule.captures().contains("room"))
            .map(rule -> it.key())
            .orElse(Map.of());
    return both(
        number,
        new Input.Triggered(nowMillis, it.rule(), key),
        new Stimulus.Trigger(nowMillis, it.rule(), key));
  }

  private Optional<Difference> both(int number, Input input, Stimulus stimulus) {
    boolean starts = input instanceof Input.Started;
    List<String> mine = lines(() -> engine.step(input), starts);
    List<String> theirs = lines(() -> second.handle(stimulus), starts);
    effects += mine.size();
    return mine.equals(theirs)
        ? Optional.empty()
        : Optional.of(new Difference(number, mine, theirs));
  }

  /**
   * A failure of one of them is a difference too. At a start each instance does what it missed in
   * order; the order of instances is only said for timers, and their states have none.
   */
  private static List<String> lines(Supplier<List<Effect>> evaluator, boolean starts) {
    try {
      Comparator<Effect> byInstance =
          Comparator.comparing(it -> starts ? it.origin().toString() : "");
      return evaluator.get().stream().sorted(byInstance).map(Effect::toString).toList();
    } catch (RuntimeException failure) {
      StackTraceElement[] trace = failure.getStackTrace();
      return List.of(failure + " at " + List.of(trace).subList(0, Math.min(3, trace.length)));
    }
  }
}
