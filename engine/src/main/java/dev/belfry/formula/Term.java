package dev.belfry.formula;

import java.util.List;

/** What a formula is made of. */
sealed interface Term {
  /** Where it stands in the text. */
  int start();

  int end();

  /** A number, a text, {@code true} or {@code false}. */
  record Constant(Object value, int start, int end) implements Term {}

  /** A parameter, by its place. */
  record Parameter(int index, int start, int end) implements Term {}

  /** A call of a function. */
  record Call(Operation operation, List<Term> arguments, int start, int end) implements Term {}

  /** {@code -x}. */
  record Negative(Term operand, int start, int end) implements Term {}

  /** {@code !x}. */
  record Not(Term operand, int start, int end) implements Term {}

  /** Two terms and a sign between them. */
  record Binary(Sign sign, Term left, Term right) implements Term {
    @Override
    public int start() {
      return left.start();
    }

    @Override
    public int end() {
      return right.end();
    }
  }

  /** {@code condition ? yes : no}. */
  record Choice(Term condition, Term yes, Term no) implements Term {
    @Override
    public int start() {
      return condition.start();
    }

    @Override
    public int end() {
      return no.end();
    }
  }

  /** A sign between two terms. */
  enum Sign {
    OR("||"),
    AND("&&"),
    EQUAL("=="),
    UNEQUAL("!="),
    LESS("<"),
    AT_MOST("<="),
    MORE(">"),
    AT_LEAST(">="),
    PLUS("+"),
    MINUS("-"),
    TIMES("*"),
    DIVIDED_BY("/"),
    MODULO("%"),
    POWER("**");

    final String written;

    Sign(String written) {
      this.written = written;
    }

    /** Whether of two of them in a row the left one comes first. */
    boolean bindsLike(Sign other) {
      return other == this || (isSum() && other.isSum()) || (isProduct() && other.isProduct());
    }

    private boolean isSum() {
      return this == PLUS || this == MINUS;
    }

    private boolean isProduct() {
      return this == TIMES || this == DIVIDED_BY || this == MODULO;
    }

    boolean isLogical() {
      return this == OR || this == AND;
    }

    boolean isEquality() {
      return this == EQUAL || this == UNEQUAL;
    }

    boolean isComparison() {
      return isEquality() || this == LESS || this == AT_MOST || this == MORE || this == AT_LEAST;
    }
  }
}
