package dev.belfry.analysis;

import dev.belfry.codec.Type;
import dev.belfry.codec.Value;
import dev.belfry.model.Expr;
import dev.belfry.model.Happening;
import dev.belfry.syntax.Expression.Relation;
import java.util.ArrayList;
import java.util.List;

/** What a message and the one before it must be so that an event happens. */
final class Arrivals {
  private final Variable newest;
  private final Variable before;
  private final Domain base;
  private final Ground ground;

  private Arrivals(Trigger.Arrival arrival, Ground ground) {
    List<String> path = new ArrayList<>();
    Type type = arrival.topic().decoder().type();
    for (Happening.Path.Step step : arrival.path().steps()) {
      String word =
          switch (step) {
            case Happening.Path.Step.Field it -> it.name();
            case Happening.Path.Step.Item it -> "[" + it.index() + "]";
          };
      path.add(word);
      type = Term.partType(type, word);
    }
    String topic = ground.topic(arrival.topic());
    this.newest = new Variable.Newest(topic, path);
    this.before = new Variable.Before(topic, path);
    this.base = Domain.of(type);
    this.ground = ground;
  }

  /** The ways in which the event can happen. */
  static List<Case> ways(Trigger.Arrival arrival, Ground ground) {
    return new Arrivals(arrival, ground).ways(arrival.change());
  }

  private List<Case> ways(Happening.Change change) {
    return switch (change) {
      case Happening.Change.Updates ignored -> List.of(Case.ANY);
      case Happening.Change.Receives it -> want(newest, equal(it.value(), true));
      case Happening.Change.Becomes it -> becomes(it.value());
      case Happening.Change.Changes it -> {
        List<Case> after = want(newest, it.to().map(to -> equal(to, true)).orElse(base));
        Domain earlier = it.from().map(from -> equal(from, true)).orElse(base);
        yield Conditions.both(want(before, earlier), after);
      }
      case Happening.Change.Rises it -> crosses(it.limit(), Relation.MORE, Relation.AT_MOST);
      case Happening.Change.Falls it -> crosses(it.limit(), Relation.LESS, Relation.AT_LEAST);
    };
  }

  private List<Case> becomes(Expr value) {
    List<Case> ways = new ArrayList<>(want(before, equal(value, false)));
    ways.add(Case.of(before, Domain.Plain.UNKNOWN));
    return Conditions.both(want(newest, equal(value, true)), ways);
  }

  private List<Case> crosses(Expr limit, Relation now, Relation earlier) {
    Term to = Term.of(limit, ground);
    if (!Term.isNumber(to)) {
      return Conditions.both(want(newest, base), want(before, base));
    }
    double number = Term.number(to);
    return Conditions.both(
        want(before, base.and(Domain.related(earlier, number))),
        want(newest, base.and(Domain.related(now, number))));
  }

  private static List<Case> want(Variable variable, Domain domain) {
    return domain.isEmpty() ? List.of() : List.of(Case.of(variable, domain));
  }

  /** What equals a value, or does not; only that there is one, where the value is not fixed. */
  private Domain equal(Expr value, boolean same) {
    if (!(Term.of(value, ground) instanceof Term.Fixed fixed)) {
      return base;
    }
    return switch (fixed.value()) {
      case Value.Text it ->
          base == Domain.Plain.KNOWN && Type.Simple.NUMBER.fit(it).isKnown()
              ? base
              : base.and(Domain.equal(same, it.text()));
      case Value.Num it ->
          base.and(Domain.related(same ? Relation.EQUAL : Relation.UNEQUAL, it.value()));
      case Value.Truth it when it.isKnown() ->
          base.and(Domain.truth(same == (it == Value.Truth.TRUE)));
      default -> base;
    };
  }
}
