package dev.belfry.analysis;

import dev.belfry.codec.Type;
import dev.belfry.codec.Value;
import dev.belfry.model.CheckedAlert;
import dev.belfry.model.Expr;
import dev.belfry.program.Closed;
import dev.belfry.syntax.Expression.Relation;
import dev.belfry.syntax.Expression.TextRelation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds the ways in which a state can be true, or false. Where something is not understood, it is
 * left out of a way: a state of which no way is left can really never be so.
 */
final class Conditions {
  /** How many ways are told apart. */
  private static final int MOST = 64;

  private static final List<Case> FREE = List.of(Case.ANY);
  private static final List<Case> NEVER = List.of();

  private final Map<String, CheckedAlert> alerts;

  /** Each time an alert is asked for, another instance of it may be meant. */
  private int mentions;

  Conditions(Map<String, CheckedAlert> alerts) {
    this.alerts = alerts;
  }

  /** The ways in which a state can be true, or, if that is wanted, false; none if there is none. */
  List<Case> of(Expr state, boolean wanted, Ground ground) {
    return switch (state) {
      case Expr.Not it -> of(it.operand(), !wanted, ground);
      case Expr.And it -> joined(it.left(), it.right(), wanted, wanted, ground);
      case Expr.Or it -> joined(it.left(), it.right(), wanted, !wanted, ground);
      case Expr.Compare it -> compare(it, wanted, ground);
      case Expr.Between it -> between(it, wanted, ground);
      case Expr.In it -> in(it, wanted, ground);
      case Expr.TextTest it -> textTest(it, wanted, ground);
      case Expr.Matches it -> {
        com.google.re2j.Pattern regex = com.google.re2j.Pattern.compile(it.regex());
        yield text(it.value(), text -> regex.matches(text), Set.of(), wanted, ground);
      }
      case Expr.Known it -> known(it, wanted, ground);
      case Expr.Lasting it -> lasting(it, wanted, ground);
      case Expr.Until it -> until(it, wanted, ground);
      case Expr.Silent it -> wanted ? List.of(Case.ANY.holding(it.millis())) : FREE;
      case Expr.Quantified it -> quantified(it, wanted, ground);
      case Expr.Firing it -> firing(it, wanted, ground);
      case Expr.Choice it ->
          either(
              both(of(it.condition(), true, ground), of(it.yes(), wanted, ground)),
              both(of(it.condition(), false, ground), of(it.no(), wanted, ground)));
      default -> plain(state, wanted, ground);
    };
  }

  // ---- ways put together

  private List<Case> joined(Expr left, Expr right, boolean wanted, boolean all, Ground ground) {
    List<Case> ofLeft = of(left, wanted, ground);
    List<Case> ofRight = of(right, wanted, ground);
    return all ? both(ofLeft, ofRight) : either(ofLeft, ofRight);
  }

  /** Ways in which both hold; where there are too many, nothing is claimed of the rest. */
  static List<Case> both(List<Case> left, List<Case> right) {
    List<Case> both = new ArrayList<>();
    for (Case a : left) {
      for (Case b : right) {
        a.and(b).ifPresent(both::add);
        if (both.size() == MOST) {
          both.add(Case.ANY);
          return both;
        }
      }
    }
    return both;
  }

  private static List<Case> either(List<Case> left, List<Case> right) {
    List<Case> either = new ArrayList<>(left);
    either.addAll(right);
    return either.size() <= MOST ? either : and(either.subList(0, MOST), Case.ANY);
  }

  private static List<Case> and(List<Case> cases, Case more) {
    List<Case> all = new ArrayList<>(cases);
    all.add(more);
    return all;
  }

  private static List<Case> way(Variable variable, Domain domain) {
    return domain.isEmpty() ? NEVER : List.of(Case.of(variable, domain));
  }

  // ---- states

  private static List<Case> plain(Expr state, boolean wanted, Ground ground) {
    return switch (Term.of(state, ground)) {
      case Term.Fixed it -> it.value().truth() == Value.Truth.of(wanted) ? FREE : NEVER;
      case Term.Of it -> way(it.variable(), it.base().and(Domain.truth(wanted)));
      case Term.Other ignored -> FREE;
    };
  }

  private List<Case> compare(Expr.Compare it, boolean wanted, Ground ground) {
    Relation relation = wanted ? it.relation() : opposite(it.relation());
    Term left = Term.of(it.left(), ground);
    Term right = Term.of(it.right(), ground);
    if (left instanceof Term.Of variable && right instanceof Term.Fixed) {
      return related(variable, relation, right);
    }
    if (right instanceof Term.Of variable && left instanceof Term.Fixed) {
      return related(variable, turned(relation), left);
    }
    if (left instanceof Term.Fixed a && right instanceof Term.Fixed b) {
      Expr closed =
          new Expr.Compare(it.relation(), new Expr.Const(a.value()), new Expr.Const(b.value()));
      return Closed.value(closed) == Value.Truth.of(wanted) ? FREE : NEVER;
    }
    boolean same = left instanceof Term.Of && left.equals(right);
    boolean holds =
        relation == Relation.EQUAL || relation == Relation.AT_LEAST || relation == Relation.AT_MOST;
    return same && !holds ? NEVER : FREE;
  }

  private static List<Case> related(Term.Of of, Relation relation, Term to) {
    Value value = ((Term.Fixed) to).value();
    boolean equality = relation == Relation.EQUAL || relation == Relation.UNEQUAL;
    boolean same = relation == Relation.EQUAL;
    if (Term.isNumber(to)) {
      double number = (Term.number(to) - of.offset()) * of.sign();
      Relation own = of.sign() < 0 ? turned(relation) : relation;
      return way(of.variable(), of.base().and(Domain.related(own, number)));
    }
    if (value instanceof Value.Text text && isOpenNumber(of, text)) {
      return FREE;
    }
    if (value instanceof Value.Text text && equality && of.isPlain()) {
      return way(of.variable(), of.base().and(Domain.equal(same, text.text())));
    }
    if (value instanceof Value.Truth truth && truth.isKnown() && equality && of.isPlain()) {
      return way(of.variable(), of.base().and(Domain.truth(same == (truth == Value.Truth.TRUE))));
    }
    return FREE;
  }

  /** Without a type a text that is a number compares as one: "9.0" is "9". */
  static boolean isOpenNumber(Term.Of of, Value.Text text) {
    return of.type() == Type.Simple.ANY && Type.Simple.NUMBER.fit(text).isKnown();
  }

  private static Relation opposite(Relation relation) {
    return switch (relation) {
      case EQUAL -> Relation.UNEQUAL;
      case UNEQUAL -> Relation.EQUAL;
      case LESS -> Relation.AT_LEAST;
      case AT_MOST -> Relation.MORE;
      case MORE -> Relation.AT_MOST;
      case AT_LEAST -> Relation.LESS;
    };
  }

  /** What stands in the relation the other way round. */
  private static Relation turned(Relation relation) {
    return switch (relation) {
      case EQUAL -> Relation.EQUAL;
      case UNEQUAL -> Relation.UNEQUAL;
      case LESS -> Relation.MORE;
      case AT_MOST -> Relation.AT_LEAST;
      case MORE -> Relation.LESS;
      case AT_LEAST -> Relation.AT_MOST;
    };
  }

  /** Times of day wrap at midnight and leave out their end. */
  private List<Case> between(Expr.Between it, boolean wanted, Ground ground) {
    Expr from = new Expr.Compare(Relation.AT_LEAST, it.value(), it.low());
    if (Term.of(it.low(), ground) instanceof Term.Fixed low
        && low.value() instanceof Value.Clock start
        && Term.of(it.high(), ground) instanceof Term.Fixed high
        && high.value() instanceof Value.Clock end) {
      Expr to = new Expr.Compare(Relation.LESS, it.value(), it.high());
      boolean wraps = start.time().isAfter(end.time());
      return of(wraps ? new Expr.Or(from, to) : new Expr.And(from, to), wanted, ground);
    }
    if (Term.of(it.value(), ground) instanceof Term.Of value && value.type() == Type.Simple.CLOCK) {
      return FREE;
    }
    Expr to = new Expr.Compare(Relation.AT_MOST, it.value(), it.high());
    return of(new Expr.And(from, to), wanted, ground);
  }

  private List<Case> in(Expr.In it, boolean wanted, Ground ground) {
    List<Expr> items =
        switch (it.list()) {
          case Expr.ListOf list -> list.items();
          case Expr.Const list when list.value() instanceof Value.Items values ->
              values.items().stream().<Expr>map(Expr.Const::new).toList();
          default -> List.of();
        };
    if (items.isEmpty()) {
      return FREE;
    }
    List<Case> ways = wanted ? NEVER : FREE;
    for (Expr item : items) {
      List<Case> one = of(new Expr.Compare(Relation.EQUAL, it.value(), item), wanted, ground);
      ways = wanted ? either(ways, one) : both(ways, one);
    }
    return ways;
  }

  private List<Case> textTest(Expr.TextTest it, boolean wanted, Ground ground) {
    String part = ground.text(it.part());
    if (part == null || (ground.open() && !(it.part() instanceof Expr.Const))) {
      return FREE;
    }
    return text(it.value(), text -> holds(it.relation(), text, part), Set.of(part), wanted, ground);
  }

  private static boolean holds(TextRelation relation, String text, String part) {
    return switch (relation) {
      case CONTAINS -> text.contains(part);
      case STARTS_WITH -> text.startsWith(part);
      case ENDS_WITH -> text.endsWith(part);
    };
  }

  private static List<Case> text(
      Expr value, Predicate<String> test, Set<String> samples, boolean wanted, Ground ground) {
    return switch (Term.of(value, ground)) {
      case Term.Fixed it when it.value() instanceof Value.Text text ->
          test.test(text.text()) == wanted ? FREE : NEVER;
      case Term.Of it when it.base() instanceof Domain.Texts || it.type() == Type.Simple.ANY ->
          way(
              it.variable(),
              it.base()
                  .and(
                      Domain.texts(
                          wanted ? test : test.negate(), wanted ? samples : Set.<String>of())));
      default -> FREE;
    };
  }

  private static List<Case> known(Expr.Known it, boolean wanted, Ground ground) {
    return Term.of(it.value(), ground) instanceof Term.Of of
        ? way(of.variable(), wanted ? of.base() : Domain.Plain.UNKNOWN)
        : FREE;
  }

  private List<Case> lasting(Expr.Lasting it, boolean wanted, Ground ground) {
    List<Case> ways = of(it.state(), wanted, ground);
    if (!wanted || ways.isEmpty()) {
      return wanted ? NEVER : either(ways, FREE);
    }
    List<Case> held = ways.stream().map(way -> way.holding(it.millis())).toList();
    // A tolerated stretch of unknown may be just now.
    return it.toleratedMillis() > 0 ? either(held, FREE) : held;
  }

  /** It may hold long after its first state did; but that must be possible at all. */
  private List<Case> until(Expr.Until it, boolean wanted, Ground ground) {
    List<Case> begins = of(it.from(), true, ground);
    if (!wanted) {
      return either(of(it.from(), false, ground), FREE);
    }
    if (begins.isEmpty()) {
      return NEVER;
    }
    List<Case> goesOn = of(it.to(), false, ground);
    List<Case> earlier = begins.stream().map(Case::earlier).toList();
    return either(either(both(begins, goesOn), both(earlier, goesOn)), FREE);
  }

  /** Over no topic the answer is unknown, so that there is one of which the state is so or not. */
  private List<Case> quantified(Expr.Quantified it, boolean wanted, Ground ground) {
    return switch (it.quantity()) {
      case ANY -> of(it.state(), wanted, ground);
      case ALL -> of(it.state(), wanted, ground);
      case NONE -> of(it.state(), !wanted, ground);
      case COUNT -> FREE;
    };
  }

  private List<Case> firing(Expr.Firing it, boolean wanted, Ground ground) {
    Variable alarm = new Variable.Alarm(it.alert());
    List<Case> said = List.of(Case.of(alarm, Domain.truth(wanted)));
    CheckedAlert alert = wanted ? alerts.get(it.alert()) : null;
    if (alert == null) {
      return said;
    }
    mentions++;
    return both(said, of(alert.state(), true, ground.ofAlert(alert, mentions)));
  }
}
