package dev.belfry.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the terms of a formula are: found out from how they are used, as in languages that infer
 * their types (Milner, A Theory of Type Polymorphism in Programming, 1978), with three types and
 * without functions. MVEL thus never has to convert anything.
 */
final class Kinds {
  /** What is known of a term; terms that must be alike share one, by leading to it. */
  private static final class Cell {
    private @Nullable Cell same;
    private @Nullable Kind kind;

    Cell last() {
      return same == null ? this : same.last();
    }

    static Cell of(Kind kind) {
      Cell cell = new Cell();
      cell.kind = kind;
      return cell;
    }
  }

  private final List<Cell> parameters = new ArrayList<>();

  private Kinds(int count) {
    for (int i = 0; i < count; i++) {
      parameters.add(new Cell());
    }
  }

  static Kinds of(Term term, int parameters) throws Refused {
    Kinds kinds = new Kinds(parameters);
    kinds.check(term);
    return kinds;
  }

  /** What a parameter must be, if its use says so. */
  Optional<Kind> parameter(int index) {
    return Optional.ofNullable(parameters.get(index).last().kind);
  }

  /** Whether two parameters must be alike. */
  boolean areAlike(int one, int other) {
    return parameters.get(one).last() == parameters.get(other).last();
  }

  /** What a term is, if that can be said. */
  Optional<Kind> kind(Term term) {
    return Optional.ofNullable(cell(term).last().kind);
  }

  private void check(Term term) throws Refused {
    switch (term) {
      case Term.Constant ignored -> {}
      case Term.Parameter ignored -> {}
      case Term.Negative it -> require(it.operand(), Kind.NUMBER);
      case Term.Not it -> require(it.operand(), Kind.TRUTH);
      case Term.Call it -> {
        for (Term argument : it.arguments()) {
          require(argument, Kind.NUMBER);
        }
      }
      case Term.Choice it -> {
        require(it.condition(), Kind.TRUTH);
        check(it.yes());
        check(it.no());
        requireAlike(it.yes(), it.no());
      }
      case Term.Binary it -> binary(it);
    }
  }

  private void binary(Term.Binary it) throws Refused {
    if (it.sign().isEquality()) {
      check(it.left());
      check(it.right());
      requireAlike(it.left(), it.right());
    } else {
      Kind operands = it.sign().isLogical() ? Kind.TRUTH : Kind.NUMBER;
      require(it.left(), operands);
      require(it.right(), operands);
    }
  }

  private void require(Term term, Kind kind) throws Refused {
    check(term);
    join(cell(term), Cell.of(kind), term);
  }

  private void requireAlike(Term first, Term second) throws Refused {
    join(cell(second), cell(first), second);
  }

  private static void join(Cell given, Cell wanted, Term at) throws Refused {
    Cell one = given.last();
    Cell other = wanted.last();
    if (one == other) {
      return;
    }
    if (one.kind != null && other.kind != null && one.kind != other.kind) {
      throw new Refused(new FormulaProblem.Mismatch(at.start(), at.end(), other.kind, one.kind));
    }
    if (one.kind == null) {
      one.same = other;
    } else {
      other.same = one;
    }
  }

  private Cell cell(Term term) {
    return switch (term) {
      case Term.Constant it ->
          Cell.of(
              it.value() instanceof Double
                  ? Kind.NUMBER
                  : it.value() instanceof Boolean ? Kind.TRUTH : Kind.TEXT);
      case Term.Parameter it -> parameters.get(it.index());
      case Term.Call ignored -> Cell.of(Kind.NUMBER);
      case Term.Negative ignored -> Cell.of(Kind.NUMBER);
      case Term.Not ignored -> Cell.of(Kind.TRUTH);
      case Term.Choice it -> known(cell(it.yes()), cell(it.no()));
      case Term.Binary it ->
          Cell.of(it.sign().isLogical() || it.sign().isComparison() ? Kind.TRUTH : Kind.NUMBER);
    };
  }

  private static Cell known(Cell one, Cell other) {
    return one.last().kind != null ? one : other;
  }
}
