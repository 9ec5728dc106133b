package dev.belfry.analysis;

import dev.belfry.model.CheckedRule;
import dev.belfry.model.Expr;
import dev.belfry.model.Happening;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds all ways in which a rule comes to run. */
final class Sides {
  private Sides() {}

  /** All ways in which a rule runs. */
  static List<Side> of(int number, CheckedRule rule) {
    List<Side> sides = new ArrayList<>();
    if (rule.event().isPresent()) {
      List<Expr> guards = rule.state().map(List::of).orElse(List.of());
      for (Guarded each : flatten(rule.event().get(), guards)) {
        sides.add(new Side(number, rule, each, rule.then()));
      }
    } else if (rule.state().isPresent()) {
      Expr state = rule.state().get();
      Trigger begins = new Trigger.Turn(state, true, 0, false);
      sides.add(new Side(number, rule, Guarded.of(begins, List.of()), rule.then()));
      if (!rule.last().isEmpty()) {
        Trigger ends = new Trigger.Turn(state, false, 0, false);
        sides.add(new Side(number, rule, Guarded.of(ends, List.of()), rule.last()));
      }
    }
    return sides;
  }

  /**
   * A trigger and what must be true.
   *
   * @param early what must be true when it comes
   * @param guards what must be true when the rule runs
   * @param later whether that is another time
   */
  record Guarded(Trigger trigger, List<Expr> early, List<Expr> guards, boolean later) {
    static Guarded of(Trigger trigger, List<Expr> guards) {
      return new Guarded(trigger, List.of(), guards, false);
    }

    Guarded with(Trigger other) {
      return new Guarded(other, early, guards, later);
    }

    /** The same so long afterwards, when other things must be true. */
    Guarded after(long millis, List<Expr> then) {
      List<Expr> before = new ArrayList<>(early);
      before.addAll(guards);
      Trigger delayed = trigger instanceof Trigger.Arrival it ? it.delayed(millis) : trigger;
      return new Guarded(delayed, before, then, true);
    }
  }

  private static List<Guarded> flatten(Happening happening, List<Expr> guards) {
    return switch (happening) {
      case Happening.OnMessage it ->
          one(
              new Trigger.Arrival(it.topic(), it.path(), it.change(), 1, Optional.empty(), 0),
              guards);
      case Happening.Held it ->
          one(
              new Trigger.Turn(
                  it.state().state(), true, it.state().millis(), it.state().toleratedMillis() > 0),
              guards);
      case Happening.Silence it ->
          one(
                  new Trigger.Arrival(
                      it.state().topic(),
                      new Happening.Path(List.of()),
                      new Happening.Change.Updates(),
                      1,
                      Optional.empty(),
                      0),
                  List.of())
              .stream()
              .map(each -> each.after(it.state().millis(), guards))
              .toList();
      case Happening.Times it ->
          flatten(it.event(), guards).stream()
              .map(each ->
                  each.trigger() instanceof Trigger.Arrival arrival
                      ? each.with(arrival.times(it.times()))
                      : each)
              .toList();
      case Happening.Followed it -> followed(it, guards);
      case Happening.NotFollowed it ->
          flatten(it.first(), List.of()).stream()
              .map(each -> each.after(it.millis(), guards))
              .toList();
      case Happening.Scheduled it -> one(new Trigger.Due(it.schedule()), guards);
      case Happening.Startup ignored -> one(new Trigger.Start(), guards);
      case Happening.Guarded it -> {
        List<Expr> more = new ArrayList<>(guards);
        more.add(it.state());
        yield flatten(it.event(), more);
      }
      case Happening.Either it -> {
        List<Guarded> both = new ArrayList<>(flatten(it.left(), guards));
        both.addAll(flatten(it.right(), guards));
        yield both;
      }
    };
  }

  private static List<Guarded> one(Trigger trigger, List<Expr> guards) {
    return List.of(Guarded.of(trigger, guards));
  }

  private static List<Guarded> followed(Happening.Followed it, List<Expr> guards) {
    List<Guarded> all = new ArrayList<>();
    for (Guarded second : flatten(it.second(), guards)) {
      for (Guarded first : flatten(it.first(), List.of())) {
        all.add(
            first.trigger() instanceof Trigger.Arrival earlier
                    && second.trigger() instanceof Trigger.Arrival later
                ? second.with(later.after(earlier))
                : second);
      }
    }
    return all;
  }
}
