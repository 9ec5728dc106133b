package dev.belfry.service.control;

import dev.belfry.diagnostic.Nearest;
import dev.belfry.machine.Input;
import dev.belfry.machine.Report;
import dev.belfry.parse.RuleParser;
import dev.belfry.service.loop.Loop;
import dev.belfry.service.rules.LoadedRules;
import dev.belfry.service.web.Control;
import dev.belfry.service.web.ControlException;
import dev.belfry.source.SourceFile;
import dev.belfry.syntax.Declaration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Hands orders to the loop and waits until they are safe. */
public final class LiveControl implements Control {
  private static final long LONGEST_WAIT_SECONDS = 10;

  private final Supplier<LoadedRules> loaded;
  private final Loop loop;

  /**
   * A control of a loop.
   *
   * @param loaded the rules in force, from any thread
   */
  public LiveControl(Supplier<LoadedRules> loaded, Loop loop) {
    this.loaded = loaded;
    this.loop = loop;
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
  public void switchRule(String name, boolean on) throws ControlException {
    requireKnown(name);
    await(loop.order(time -> new Input.Switched(time, name, on)));
  }

  @Override
  public void run(String name, Map<String, String> key) throws ControlException {
    requireKnown(name);
    complain(name, await(loop.order(time -> new Input.Triggered(time, name, key))));
  }

  private void requireKnown(String name) throws ControlException {
    List<String> names = loaded.get().program().ruleNames();
    if (!names.contains(name)) {
      throw ControlException.notThere(
          "there is no rule \""
              + name
              + "\""
              + Nearest.of(name, names)
                  .map(meant -> "; did you mean \"" + meant + "\"?")
                  .orElse("; \"belfry rules list\" shows those there are"));
    }
  }

  /** What the machine has to say about a run is said to the person who wanted it. */
  private static void complain(String name, List<Report> reports) throws ControlException {
    for (Report report : reports) {
      if (report instanceof Report.Dropped it && it.origin().name().equals(name)) {
        throw ControlException.without("\"" + name + "\" did not run: " + it.why());
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
