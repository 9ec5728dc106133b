package dev.belfry.service;

import dev.belfry.event.Message;
import dev.belfry.machine.Report;
import dev.belfry.program.Program;
import dev.belfry.service.loop.Loop;
import dev.belfry.service.loop.LoopObserver;
import dev.belfry.service.loop.Ruleset;
import dev.belfry.service.rules.LoadedRules;
import dev.belfry.service.store.Sources;
import dev.belfry.service.terminal.Terminal;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Shows each set of rules that was loaded, tells it on {@code belfry/rules}, and hands a new
 * program to the loop once it runs.
 */
final class ReloadTarget implements Consumer<LoadedRules> {
  static final String TOPIC = "belfry/rules";

  private final Terminal terminal;
  private final World world;
  private final Predicate<String> remembered;
  private final AtomicLong generation = new AtomicLong();
  private final AtomicInteger errors = new AtomicInteger();
  private @Nullable Loop loop;
  private @Nullable LoadedRules current;
  private @Nullable Ruleset inForce;
  private Report.@Nullable ProgramChanged change;

  /**
   * @param remembered whether the machine knew a topic when it started
   */
  ReloadTarget(
      Terminal terminal, World world, Predicate<String> remembered, MeterRegistry metrics) {
    this.terminal = terminal;
    this.world = world;
    this.remembered = remembered;
    metrics.gauge("belfry.rules.generation", generation);
    metrics.gauge("belfry.rules.errors", errors);
  }

  /** From now on programs go to this loop; it has started with the last one loaded. */
  synchronized void hand(Loop running) {
    loop = running;
    if (current != null) {
      Program started = current.program();
      replay(
          running, message -> started.reads(message.topic()) && !remembered.test(message.topic()));
    }
  }

  /** What the loop begins with; there is something once the folder was scanned. */
  synchronized Ruleset inForce() {
    return Objects.requireNonNull(inForce);
  }

  /** The rules in force; there are some once the folder was scanned. */
  synchronized LoadedRules loaded() {
    return Objects.requireNonNull(current);
  }

  @Override
  public synchronized void accept(LoadedRules rules) {
    terminal.loaded(rules);
    if (generation.get() != rules.generation()) {
      change = null;
    }
    world.announce(TOPIC, RulesStatus.json(rules, change));
    long count = rules.diagnostics().stream().filter(each -> each.isError()).count();
    errors.set((int) count);
    Program before = current == null ? null : current.program();
    current = rules;
    boolean isNew = generation.getAndSet(rules.generation()) != rules.generation();
    if (isNew) {
      inForce = ruleset(rules);
    }
    if (isNew && loop != null) {
      var unused = loop.reload(inForce());
      replay(
          loop,
          message ->
              rules.program().reads(message.topic())
                  && (before == null || !before.reads(message.topic())));
    }
    if (isNew) {
      world.read(rules.program().filters());
    }
  }

  private Ruleset ruleset(LoadedRules rules) {
    Optional<Sources> sources = Sources.of(rules.files());
    if (sources.isEmpty()) {
      terminal.warn(
          "the rule files are too long together for a copy of them to be stored (more than "
              + Sources.MOST_BYTES / (1024 * 1024)
              + " MiB); an alert that fires and is removed while Belfry is down will not be"
              + " resolved");
    }
    return new Ruleset(rules.program(), sources.orElse(Sources.NONE));
  }

  /** Shows and tells what is suspicious about rules that are in force. */
  synchronized void advise(LoadedRules rules) {
    terminal.advised(rules.diagnostics());
    world.announce(TOPIC, RulesStatus.json(rules, change));
    current = rules;
  }

  /** Tells what the rules in force keep of what was remembered, as soon as the machine says so. */
  private synchronized void tell(Report.ProgramChanged happened) {
    change = happened;
    if (current != null) {
      world.announce(TOPIC, RulesStatus.json(current, happened));
    }
  }

  /** An observer that tells this target what concerns it. */
  LoopObserver observer() {
    return new LoopObserver() {
      @Override
      public void reported(long wallMillis, Report report) {
        if (report instanceof Report.ProgramChanged happened) {
          tell(happened);
        }
      }
    };
  }

  /** What the broker retains on topics that rules have just begun to read, they learn as well. */
  private void replay(Loop to, Predicate<Message> wanted) {
    world.retained().stream()
        .filter(wanted)
        .forEach(message -> {
          var unused = to.accept(message.asReplayed());
        });
  }
}
