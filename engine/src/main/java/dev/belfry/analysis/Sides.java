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
        sides.add(new Side(number, rule, each.trigger(), each.guards(), rule.then()));
      }
    } else if (rule.state().isPresent()) {
      Expr state = rule.state().get();
      sides.add(new Side(number, rule, new Trigger.Turn(state, true, 0), List.of(), rule.then()));
      if (!rule.last().isEmpty()) {
        Trigger ends = new Trigger.Turn(state, false, 0);
        sides.add(new Side(number, rule, ends, List.of(), rule.last()));
      }
    }
    return sides;
  }

  private record Guarded(Trigger trigger, List<Expr> guards) {}

  private static List<Guarded> flatten(Happening happening, List<Expr> guards) {
    return switch (happening) {
      case Happening.OnMessage it ->
          one(
              new Trigger.Arrival(it.topic(), it.path(), it.change(), 1, Optional.empty(), 0),
              guards);
      case Happening.Held it ->
          one(new Trigger.Turn(it.state().state(), true, it.state().millis()), guards);
      case Happening.Silence it ->
          one(
              new Trigger.Arrival(
                  it.state().topic(),
                  new Happening.Path(List.of()),
                  new Happening.Change.Updates(),
                  1,
                  Optional.empty(),
                  it.state().millis()),
              guards);
      case Happening.Times it ->
          flatten(it.event(), guards).stream()
              .map(each ->
                  each.trigger() instanceof Trigger.Arrival arrival
                      ? new Guarded(arrival.times(it.times()), each.guards())
                      : each)
              .toList();
      case Happening.Followed it -> followed(it, guards);
      case Happening.NotFollowed it ->
          flatten(it.first(), guards).stream()
              .map(each ->
                  each.trigger() instanceof Trigger.Arrival arrival
                      ? new Guarded(arrival.delayed(it.millis()), each.guards())
                      : each)
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
    return List.of(new Guarded(trigger, guards));
  }

  private static List<Guarded> followed(Happening.Followed it, List<Expr> guards) {
    List<Guarded> all = new ArrayList<>();
    for (Guarded second : flatten(it.second(), guards)) {
      for (Guarded first : flatten(it.first(), List.of())) {
        all.add(
            first.trigger() instanceof Trigger.Arrival earlier
                    && second.trigger() instanceof Trigger.Arrival later
                ? new Guarded(later.after(earlier), second.guards())
                : second);
      }
    }
    return all;
  }
}
