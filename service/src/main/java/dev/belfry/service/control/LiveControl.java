package dev.belfry.service.control;

import dev.belfry.codec.UtcTime;
import dev.belfry.diagnostic.Nearest;
import dev.belfry.effect.Effect;
import dev.belfry.machine.Input;
import dev.belfry.machine.Report;
import dev.belfry.model.CheckedRule;
import dev.belfry.parse.RuleParser;
import dev.belfry.program.Program;
import dev.belfry.program.RuleProgram;
import dev.belfry.service.loop.Loop;
import dev.belfry.service.outbox.Outbox;
import dev.belfry.service.outbox.Parcel;
import dev.belfry.service.rules.LoadedRules;
import dev.belfry.service.web.Control;
import dev.belfry.service.web.ControlException;
import dev.belfry.source.SourceFile;
import dev.belfry.syntax.Declaration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Hands orders to the loop and waits until they are safe. */
public final class LiveControl implements Control {
  private static final long LONGEST_WAIT_SECONDS = 10;
  private static final int MOST_SHOWN = 200;

  private final Supplier<LoadedRules> loaded;
  private final Loop loop;
  private final Outbox outbox;

  /**
   * A control of a loop.
   *
   * @param loaded the rules in force, from any thread
   */
  public LiveControl(Supplier<LoadedRules> loaded, Loop loop, Outbox outbox) {
    this.loaded = loaded;
    this.loop = loop;
    this.outbox = outbox;
  }

  @Override
  public List<Rule> rules() throws ControlException {
    Set<String> off = Set.copyOf(await(loop.switchedOff()));
    List<Rule> rules = new ArrayList<>();
    for (SourceFile file : loaded.get().files()) {
      for (Declaration declaration : RuleParser.parse(file).tree().declarations()) {
        if (declaration instanceof Declaration.Rule rule) {
          String name = rule.name().text();
          int line = file.position(rule.span().start()).line();
          rules.add(new Rule(name, file.name(), line, !off.contains(name)));
        }
      }
    }
    return rules;
  }

  @Override
  public List<Delivery> deliveries() {
    List<Delivery> all = new ArrayList<>();
    outbox.parcels().stream()
        .sorted(Comparator.comparingLong(Parcel::number))
        .forEach(parcel -> all.add(delivery(parcel, false, "")));
    outbox
        .deadLetters()
        .forEach(letter -> all.add(delivery(letter.parcel(), true, letter.reason())));
    return all;
  }

  private static Delivery delivery(Parcel parcel, boolean dead, String reason) {
    return new Delivery(
        parcel.id(),
        dead,
        parcel.sink(),
        parcel.target(),
        parcel.effect().origin().name(),
        switch (parcel.effect()) {
          case Effect.Publish it -> it.payload().sample(MOST_SHOWN);
          case Effect.Notify it -> it.text();
          case Effect.Call it -> it.text().orElse("");
          case Effect.Alert it -> it.status().message();
          case Effect.Log it -> it.text();
        },
        UtcTime.written(parcel.effect().timeMillis()),
        reason);
  }

  @Override
  public void retry(String id) throws ControlException {
    requireDead(id, outbox.retry(id));
  }

  @Override
  public void discard(String id) throws ControlException {
    requireDead(id, outbox.discard(id));
  }

  private static void requireDead(String id, boolean done) throws ControlException {
    if (!done) {
      throw ControlException.notThere(
          "nothing of the id \"" + id + "\" was given up; \"belfry outbox\" shows what was");
    }
  }

  @Override
  public void switchRule(String name, boolean on) throws ControlException {
    known(name);
    await(loop.order(time -> new Input.Switched(time, name, on)));
  }

  @Override
  public void run(String name, Map<String, String> key) throws ControlException {
    requireKey(known(name), key.keySet());
    complain(name, await(loop.order(time -> new Input.Triggered(time, name, key))));
  }

  /** The rule in force that bears a name. */
  private RuleProgram known(String name) throws ControlException {
    Program program = loaded.get().program();
    for (RuleProgram rule : program.units()) {
      if (rule.name().equals(name) && rule.alert().isEmpty()) {
        return rule;
      }
    }
    throw ControlException.notThere(
        "there is no rule \""
            + name
            + "\""
            + Nearest.of(name, program.ruleNames())
                .map(meant -> "; did you mean \"" + meant + "\"?")
                .orElse("; \"belfry rules list\" shows those there are"));
  }

  /** A run needs a text for each capture, and for nothing else. */
  private static void requireKey(RuleProgram rule, Set<String> given) throws ControlException {
    Set<String> captures = new LinkedHashSet<>(rule.captures());
    captures.remove(CheckedRule.RANGING);
    for (String name : given) {
      if (!captures.contains(name)) {
        throw ControlException.misunderstood(
            "\"" + rule.name() + "\" captures no \"" + name + "\"" + hint(name, captures));
      }
    }
    captures.removeAll(given);
    if (!captures.isEmpty()) {
      throw ControlException.misunderstood(
          "\""
              + rule.name()
              + "\" runs for one key at a time; say for which: --key "
              + captures.stream().map(name -> name + "=…").collect(Collectors.joining(" ")));
    }
  }

  private static String hint(String name, Set<String> captures) {
    return Nearest.of(name, captures)
        .map(meant -> "; did you mean \"" + meant + "\"?")
        .orElse(captures.isEmpty() ? "" : "; it captures " + String.join(", ", captures));
  }

  /** What the machine has to say about a run is said to the person who wanted it. */
  private static void complain(String name, List<Report> reports) throws ControlException {
    for (Report report : reports) {
      if (report instanceof Report.Dropped it && it.origin().name().equals(name)) {
        throw ControlException.without("\"" + name + "\" did not run: " + it.why());
      }
      if (report instanceof Report.NoSuchRule || report instanceof Report.WrongCaptures) {
        throw ControlException.without("the rules were just changed; give the order once more");
      }
    }
  }

  private static <T> T await(CompletionStage<T> answer) throws ControlException {
    try {
      return answer.toCompletableFuture().get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException refused) {
      throw ControlException.notNow("the service takes no orders now: " + reason(refused));
    } catch (TimeoutException late) {
      throw ControlException.notNow("the service did not answer in time");
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
      throw ControlException.notNow("the service is ending");
    }
  }

  private static String reason(ExecutionException refused) {
    Throwable cause = refused.getCause();
    return String.valueOf(cause == null ? refused.getMessage() : cause.getMessage());
  }
}
