package dev.belfry.service.simulation;

import dev.belfry.agreement.Choices;
import dev.belfry.agreement.Compiled;
import dev.belfry.agreement.Scenario;
import dev.belfry.agreement.Scenario.Act;
import dev.belfry.agreement.Scenario.Step;
import dev.belfry.event.Message;
import dev.belfry.event.Payload;
import dev.belfry.machine.Input;
import dev.belfry.program.Program;
import dev.belfry.service.outbox.DeadLetter;
import dev.belfry.service.outbox.OutboxLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;

/** One story: rules, what happens to them, what befalls the service meanwhile, and a calm end. */
final class Simulation {
  /** In so long everything that can be delivered is: attempts end, and so does all patience. */
  private static final long CALM_MILLIS = 110_000;

  /** More makes a story long, not better. */
  private static final int MOST_INPUTS = 300;

  private static final int MOST_TOLD = 300;

  /** And then what is new is delivered in this time. */
  private static final long PROMPT_MILLIS = 5_000;

  private static final List<Integer> TROUBLE_MILLIS = List.of(500, 5_000, 60_000);

  private final Scenario scenario;
  private final Programs programs;
  private final Setting setting;
  private final Checker checker;
  private final Disk disk;
  private final Sinks sinks;
  private final Computer computer;
  private final List<Sender> senders;

  /** The program that the machine has, to name what a person means. */
  private int version;

  /**
   * How it went.
   *
   * @param failure what was not as it must be
   * @param starts of the service
   * @param inputs that were committed
   * @param told effects that reached the world
   */
  record Result(Optional<String> failure, String trace, int starts, int inputs, int told) {}

  private Simulation(Choices choices, boolean traced) {
    scenario = Scenario.of(choices);
    programs = new Programs(scenario.versions().stream().map(Compiled::of).toList());
    Timeline timeline = new Timeline(scenario.era().startMillis());
    setting =
        new Setting(timeline, new Clocks(timeline), new Luck(choices), new Trace(timeline, traced));
    scenario.versions().forEach(rules -> setting.trace().note("rules%n%s", rules.text()));
    OutboxLimits limits = setting.luck().limits();
    checker = new Checker(new Opinion(programs), limits);
    disk = new Disk(setting, checker);
    sinks = new Sinks(setting, checker);
    computer = new Computer(setting, disk, checker, sinks, limits, programs, () -> version);
    senders =
        List.of(
            new Sender(setting, computer, "porch", true),
            new Sender(setting, computer, "cellar", true),
            new Sender(setting, computer, "guest", false));
    senders.forEach(computer::serve);
  }

  /** Plays what comes of the choices; empty if the rules have a mistake. */
  static Optional<Result> play(Choices choices, boolean traced) {
    Simulation simulation = new Simulation(choices, traced);
    return simulation.programs.isWhole(0) ? Optional.of(simulation.play()) : Optional.empty();
  }

  private Result play() {
    try {
      computer.boot();
      senders.forEach(Sender::comeBack);
      for (Step step : scenario.steps()) {
        befall();
        pass(step.gapMillis(), this::isLong);
        act(step.act());
      }
      calmDown();
    } catch (StoryEnd failed) {
      // The checker knows why.
    } catch (RuntimeException bug) {
      StackTraceElement[] trace = bug.getStackTrace();
      checker.fail(bug + " at " + List.of(trace).subList(0, Math.min(8, trace.length)));
    }
    return new Result(
        Optional.ofNullable(checker.failure()),
        setting.trace().text(),
        computer.starts(),
        checker.inputs(),
        checker.told());
  }

  /** Something was not as it must be; what follows does not matter. */
  private static final class StoryEnd extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private boolean isLong() {
    return checker.inputs() > MOST_INPUTS || checker.told() > MOST_TOLD;
  }

  /** Lets everything happen for so long, or until it is enough. */
  private void pass(long millis, BooleanSupplier enough) {
    Timeline timeline = setting.timeline();
    long untilMillis = timeline.nowMillis() + millis;
    while (!enough.getAsBoolean()) {
      long turnMillis = computer.turnAtMillis();
      if (Math.min(turnMillis, timeline.nextMillis()) > untilMillis) {
        timeline.passTo(untilMillis);
        return;
      }
      if (turnMillis < timeline.nextMillis()) {
        timeline.passTo(turnMillis);
        computer.turn();
      } else {
        happen(timeline);
      }
      if (checker.failure() != null) {
        throw new StoryEnd();
      }
    }
  }

  private static void happen(Timeline timeline) {
    try {
      timeline.happen();
    } catch (PowerCut off) {
      // What was going on is gone.
    }
  }

  // ---- what befalls

  private void befall() {
    Luck luck = setting.luck();
    if (luck.percent(3)) {
      computer.cut(luck.of(TROUBLE_MILLIS));
      // Whether a silence that was over begins again is not said.
      if (scenario.era().alerts().isEmpty() && luck.percent(30)) {
        setting.trace().note("the clock on the wall forgets the time");
        long byMillis = setting.clocks().wallMillis();
        setClock(-byMillis);
        setting.timeline().after(1 + luck.of(TROUBLE_MILLIS), () -> setClock(byMillis));
      }
    }
    if (luck.percent(4)) {
      disk.fill(luck.of(TROUBLE_MILLIS));
    }
    if (luck.percent(5)) {
      sinks.takeDown(luck.of(TROUBLE_MILLIS));
    }
    if (luck.percent(8)) {
      luck.of(senders).breakOff();
    }
    if (luck.percent(3)) {
      setting.trace().note("the computer sleeps");
      setting.clocks().sleep(luck.of(TROUBLE_MILLIS));
      computer.lookAtClocks();
    }
    if (luck.percent(10)) {
      lookAfterDeadLetters(luck);
    }
  }

  private void setClock(long byMillis) {
    setting.clocks().set(byMillis);
    computer.lookAtClocks();
  }

  private void lookAfterDeadLetters(Luck luck) {
    Life running = computer.running();
    if (running == null || running.outbox().deadLetters().isEmpty()) {
      return;
    }
    DeadLetter letter = luck.of(running.outbox().deadLetters());
    if (luck.percent(70)) {
      try {
        running.outbox().retry(letter.parcel().id());
      } catch (PowerCut off) {
        // It may come to it later.
      }
    } else {
      checker.discarded(letter);
      running.outbox().discard(letter.parcel().id());
    }
  }

  // ---- what happens

  private void act(Act act) {
    setting.trace().note("%s", act);
    Luck luck = setting.luck();
    switch (act) {
      case Act.Send it -> {
        Message message =
            new Message(it.topic(), Payload.of(it.payload()), it.qos(), it.retain(), it.replayed());
        Life life = computer.life();
        if (!it.replayed()) {
          luck.of(senders).publish(message);
        } else if (life != null) {
          life.hub().publish(message);
        }
      }
      case Act.Given ignored -> {}
      case Act.Pass ignored -> {}
      case Act.Restart it -> restart(it.downMillis());
      case Act.Replace it -> {
        restart(it.downMillis());
        // If it runs all the same, it is exchanged.
        reload(it.version());
      }
      case Act.Reload it -> reload(it.version());
      case Act.ClockStep it -> setClock(it.millis());
      case Act.Switch it -> order(millis -> new Input.Switched(millis, it.rule(), it.on()));
      case Act.Trigger it -> {
        Program program = programs.program(version);
        Map<String, String> key = programs.captures(program, it.rule(), it.key());
        order(millis -> new Input.Triggered(millis, it.rule(), key));
      }
      case Act.Acknowledge it -> {
        Optional<Map<String, String>> key = it.room().map(room -> Map.of("room", room));
        order(millis -> new Input.Acknowledged(millis, it.alert(), key));
      }
      case Act.Silence it -> {
        Map<String, String> key = it.room().map(room -> Map.of("room", room)).orElse(Map.of());
        long until = setting.clocks().wallMillis() + it.millis();
        order(millis -> new Input.Silenced(millis, it.alert(), key, until));
      }
    }
  }

  private void restart(long downMillis) {
    if (setting.luck().percent(50)) {
      computer.cut(downMillis);
    } else {
      computer.restart(downMillis);
    }
  }

  private void reload(int next) {
    if (!programs.isWhole(next)) {
      return;
    }
    version = next;
    Life running = computer.running();
    if (running != null) {
      var unused = running.loop().reload(programs.ruleset(next));
    }
  }

  private void order(LongFunction<Input> input) {
    Life running = computer.running();
    if (running == null) {
      return;
    }
    List<Input> made = new ArrayList<>();
    var unused =
        running
            .loop()
            .order(millis -> {
              made.add(input.apply(millis));
              return made.getFirst();
            })
            .thenAccept(reports -> {
              if (running.isOn()) {
                checker.acknowledged(made.getFirst());
              }
            });
  }

  // ---- the end

  private void calmDown() {
    setting.trace().note("calm");
    setting.luck().calmDown();
    sinks.calmDown();
    disk.calmDown();
    Life last = computer.life();
    if (last == null) {
      computer.boot();
    } else if (sinks.isStuck(last)) {
      // An attempt that never ends ends with the process.
      computer.cut(1_000L);
    }
    pass(CALM_MILLIS, () -> false);
    Life running = computer.running();
    if (running == null) {
      checker.fail("it does not run at the end");
      return;
    }
    for (Sender sender : senders) {
      if (!sender.inFlight().isEmpty()) {
        checker.fail(sender.name() + " was not told of " + sender.inFlight());
      }
    }
    checker.atLast(disk, running.steadyMillis() - PROMPT_MILLIS);
  }
}
