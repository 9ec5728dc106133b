package dev.belfry.service.simulation;

import dev.belfry.effect.Effect;
import dev.belfry.machine.Input;
import dev.belfry.secondopinion.SecondOpinion;
import dev.belfry.secondopinion.Stimulus;
import java.time.Duration;
import java.util.List;

/** What the second evaluator says should come of inputs. */
final class Opinion {
  /** It goes through a downtime instant by instant; decades of seconds would take it hours. */
  private static final long LONGEST_DOWNTIME_MILLIS = Duration.ofDays(40).toMillis();

  private final SecondOpinion second = new SecondOpinion();
  private final Programs programs;
  private long nowMillis = Long.MIN_VALUE;
  private boolean silent;

  Opinion(Programs programs) {
    this.programs = programs;
  }

  /**
   * In which way the effects that came of an input are wrong; empty if they are right. What follows
   * a downtime of months is not said.
   */
  String objection(Input input, List<Effect> effects) {
    silent |= isAfterMonths(input);
    nowMillis = input.timeMillis();
    if (silent) {
      return "";
    }
    boolean starts = input instanceof Input.Started;
    List<String> said = lines(second.handle(stimulus(input)), starts);
    List<String> done = lines(effects, starts);
    return said.equals(done)
        ? ""
        : "of " + input + " came\n  " + done + "\nand should have come\n  " + said;
  }

  private boolean isAfterMonths(Input input) {
    return input instanceof Input.Started
        && nowMillis != Long.MIN_VALUE
        && input.timeMillis() - nowMillis > LONGEST_DOWNTIME_MILLIS;
  }

  /**
   * At a start each instance does what it missed in order; the order of instances is not said, nor
   * so what one says of what another has just published.
   */
  private static List<String> lines(List<Effect> effects, boolean starts) {
    return starts
        ? effects.stream().map(it -> it.getClass().getSimpleName() + it.origin()).sorted().toList()
        : effects.stream().map(Effect::toString).toList();
  }

  private Stimulus stimulus(Input input) {
    return switch (input) {
      case Input.Started it ->
          new Stimulus.Start(it.timeMillis(), it.wallOffsetMillis(), programs.model(it.program()));
      case Input.Reloaded it -> new Stimulus.Reload(it.timeMillis(), programs.model(it.program()));
      case Input.Arrived it -> new Stimulus.Arrival(it.timeMillis(), it.message());
      case Input.Supposed it -> new Stimulus.Given(it.timeMillis(), it.message());
      case Input.Tick it -> new Stimulus.Tick(it.timeMillis());
      case Input.Switched it -> new Stimulus.Switch(it.timeMillis(), it.rule(), it.on());
      case Input.Triggered it -> new Stimulus.Trigger(it.timeMillis(), it.rule(), it.key());
      case Input.Acknowledged it -> new Stimulus.Acknowledge(it.timeMillis(), it.alert(), it.key());
      case Input.Silenced it ->
          new Stimulus.Silence(it.timeMillis(), it.alert(), it.key(), it.untilWallMillis());
      case Input.ClockStepped it -> new Stimulus.ClockStep(it.timeMillis(), it.wallOffsetMillis());
    };
  }
}
