package dev.belfry.program;

import dev.belfry.model.CheckedRule;
import dev.belfry.model.Expr;
import dev.belfry.model.Happening;
import dev.belfry.model.TopicUses;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which captures an event binds. */
final class EventCaptures {
  private final List<String> captures;

  /** Of a rule with these captures. */
  EventCaptures(List<String> captures) {
    this.captures = captures;
  }

  /** Those that it may bind, in the order of their numbers. */
  List<Integer> possible(Happening happening) {
    return List.copyOf(of(happening, true));
  }

  /** Those that it binds whichever way it happens, in the order of their numbers. */
  List<Integer> certain(Happening happening) {
    return List.copyOf(of(happening, false));
  }

  private Set<Integer> of(Happening happening, boolean any) {
    return switch (happening) {
      case Happening.OnMessage it -> new TreeSet<>(it.topic().slots());
      case Happening.Silence it -> new TreeSet<>(it.state().topic().slots());
      case Happening.Held it -> of(it.state());
      case Happening.Guarded it -> {
        Set<Integer> both = of(it.event(), any);
        both.addAll(of(it.state()));
        yield both;
      }
      case Happening.Either it -> {
        Set<Integer> both = of(it.left(), any);
        if (any) {
          both.addAll(of(it.right(), true));
        } else {
          both.retainAll(of(it.right(), false));
        }
        yield both;
      }
      case Happening.Followed it -> {
        Set<Integer> both = of(it.first(), any);
        both.addAll(of(it.second(), any));
        yield both;
      }
      case Happening.NotFollowed it -> of(it.first(), any);
      case Happening.Times it -> of(it.event(), any);
      case Happening.Scheduled ignored -> new TreeSet<>();
      case Happening.Startup ignored -> new TreeSet<>();
    };
  }

  /** What a quantifier ranges over is bound within it alone. */
  private Set<Integer> of(Expr state) {
    Set<Integer> slots = new TreeSet<>(TopicUses.slots(state));
    slots.removeIf(slot -> captures.get(slot).equals(CheckedRule.RANGING));
    return slots;
  }
}
