package dev.belfry.parse;

import dev.belfry.parse.RulesParser.ConjunctContext;
import dev.belfry.parse.RulesParser.TailContext;
import dev.belfry.source.Span;
import dev.belfry.syntax.Expression;
import dev.belfry.syntax.Name;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Builds phrases (values, states, events) from the parse tree. */
final class Phrases {
  /** How deeply texts may hold expressions that hold texts. */
  private static final int DEEPEST = 8;

  private final int depth;
  private final Texts texts;
  private final Primaries primaries;

  Phrases() {
    this(0);
  }

  private Phrases(int depth) {
    this.depth = depth;
    this.texts = new Texts(this);
    this.primaries = new Primaries(this, texts);
  }

  Texts texts() {
    return texts;
  }

  /** Parses the expression of a hole in a text. */
  Expression parse(String piece, int base) {
    if (depth == DEEPEST) {
      throw new Refusal(
          new SyntaxProblem.TooMuch(new Span(base, base + piece.length()), "levels", DEEPEST));
    }
    List<CommonToken> tokens = Lexing.tokens(piece, base);
    Cutter.unstep(tokens);
    Span end = new Span(base + piece.length(), base + piece.length() + 1);
    return new Phrases(depth + 1)
        .expression(new Reading(tokens, end).parse(RulesParser::phrase).expression());
  }

  Expression expression(RulesParser.ExpressionContext context) {
    if (context.IF() == null) {
      return disjunction(context.disjunction());
    }
    return new Expression.Choice(
        disjunction(context.disjunction()),
        expression(context.expression(0)),
        expression(context.expression(1)),
        span(context));
  }

  Expression disjunction(RulesParser.DisjunctionContext context) {
    Expression left = conjunction(context.conjunction(0));
    for (int i = 1; i < context.conjunction().size(); i++) {
      Expression right = conjunction(context.conjunction(i));
      left = new Expression.Or(left, right, left.span().to(right.span()));
    }
    return left;
  }

  private Expression conjunction(RulesParser.ConjunctionContext context) {
    Expression left = negation(context.negation());
    for (ConjunctContext conjunct : context.conjunct()) {
      left = conjunct(left, conjunct);
    }
    return left;
  }

  private Expression conjunct(Expression left, ConjunctContext context) {
    Span span = left.span().to(span(context));
    return switch (context) {
      case RulesParser.AndConjunctContext and ->
          new Expression.And(left, negation(and.negation()), span);
      case RulesParser.TimesConjunctContext times ->
          new Expression.Times(
              left,
              Units.count(times.NUMBER().getSymbol()),
              period(times.DURATION()),
              Lexing.span(times.TIMES().getSymbol()),
              span);
      case RulesParser.FollowedConjunctContext followed ->
          new Expression.Followed(
              left,
              followed.NOT() != null,
              negation(followed.negation()),
              period(followed.DURATION()),
              Lexing.span(followed.FOLLOWED().getSymbol()),
              span);
      default -> throw new IllegalStateException(context.getText());
    };
  }

  private Expression negation(RulesParser.NegationContext context) {
    return context.NOT() == null
        ? comparison(context.comparison())
        : new Expression.Not(negation(context.negation()), span(context));
  }

  private Expression comparison(RulesParser.ComparisonContext context) {
    Expression left = stretch(context.stretch(0));
    for (int i = 1; i < context.stretch().size(); i++) {
      Expression right = stretch(context.stretch(i));
      left = new Expression.Until(left, right, left.span().to(right.span()));
    }
    return left;
  }

  private Expression stretch(RulesParser.StretchContext context) {
    if (context.schedule() != null) {
      return Primaries.schedule(context.schedule());
    }
    Expression state = sum(context.sum());
    if (context.tail() != null) {
      state = tail(state, context.tail());
    }
    if (context.FOR() == null) {
      return state;
    }
    Optional<Long> tolerated =
        context.TOLERATING() == null ? Optional.empty() : Optional.of(millis(context.DURATION(1)));
    return new Expression.Lasting(
        state,
        period(context.DURATION(0)),
        tolerated,
        Lexing.span(context.FOR().getSymbol()),
        span(context));
  }

  private Expression tail(Expression left, TailContext context) {
    Span span = left.span().to(span(context));
    return switch (context) {
      case RulesParser.OperatorTailContext operator ->
          new Expression.Comparison(
              relation(operator.getStart()),
              Lexing.span(operator.getStart()),
              left,
              sum(operator.sum()),
              span);
      case RulesParser.IsTailContext is ->
          compare(
              is.NOT() == null ? Expression.Relation.EQUAL : Expression.Relation.UNEQUAL,
              left,
              sum(is.sum()),
              Lexing.span(is.IS().getSymbol()),
              span);
      case RulesParser.BeyondTailContext beyond ->
          compare(
              beyond.ABOVE() != null ? Expression.Relation.MORE : Expression.Relation.LESS,
              left,
              sum(beyond.sum()),
              Lexing.span(beyond.IS().getSymbol()),
              span);
      case RulesParser.KnownTailContext known ->
          negatedIf(
              (known.NOT() != null) != (known.UNKNOWN() != null), new Expression.Known(left, span));
      case RulesParser.StatusTailContext status ->
          negatedIf(
              status.NOT() != null,
              status.FIRING() != null
                  ? new Expression.Firing(left, span)
                  : new Expression.Connected(left, span));
      case RulesParser.BetweenTailContext between ->
          new Expression.Between(left, sum(between.sum(0)), sum(between.sum(1)), span);
      case RulesParser.InTailContext in -> new Expression.In(left, sum(in.sum()), span);
      case RulesParser.TextTailContext text ->
          new Expression.TextTest(textRelation(text), left, sum(text.sum()), span);
      case RulesParser.MatchesTailContext matches ->
          new Expression.Matches(left, Texts.regex(matches.TEXT().getSymbol()), span);
      case RulesParser.SilentTailContext silent ->
          new Expression.Silent(left, period(silent.DURATION()), span);
      default -> eventTail(left, context, span);
    };
  }

  private Expression eventTail(Expression left, TailContext context, Span span) {
    return switch (context) {
      case RulesParser.UpdatesTailContext updates -> new Expression.Updates(left, span);
      case RulesParser.ReceivesTailContext receives ->
          new Expression.Receives(left, sum(receives.sum()), span);
      case RulesParser.BecomesTailContext becomes ->
          new Expression.Becomes(left, sum(becomes.sum()), span);
      case RulesParser.ChangesTailContext changes -> changes(left, changes, span);
      case RulesParser.RisesTailContext rises -> new Expression.Rises(left, sum(rises.sum()), span);
      case RulesParser.FallsTailContext falls -> new Expression.Falls(left, sum(falls.sum()), span);
      default -> throw new IllegalStateException(context.getText());
    };
  }

  private Expression changes(Expression left, RulesParser.ChangesTailContext context, Span span) {
    int next = 0;
    Optional<Expression> from = Optional.empty();
    if (context.FROM() != null) {
      from = Optional.of(sum(context.sum(next++)));
    }
    Optional<Expression> to =
        context.TO() == null ? Optional.empty() : Optional.of(sum(context.sum(next)));
    return new Expression.Changes(left, from, to, span);
  }

  private static Expression compare(
      Expression.Relation relation, Expression left, Expression right, Span written, Span span) {
    return new Expression.Comparison(relation, written, left, right, span);
  }

  private static Expression negatedIf(boolean negated, Expression state) {
    return negated ? new Expression.Not(state, state.span()) : state;
  }

  private static Expression.Relation relation(Token token) {
    return switch (token.getType()) {
      case RulesLexer.EQUAL -> Expression.Relation.EQUAL;
      case RulesLexer.UNEQUAL -> Expression.Relation.UNEQUAL;
      case RulesLexer.LT -> Expression.Relation.LESS;
      case RulesLexer.LE -> Expression.Relation.AT_MOST;
      case RulesLexer.GT -> Expression.Relation.MORE;
      default -> Expression.Relation.AT_LEAST;
    };
  }

  private static Expression.TextRelation textRelation(RulesParser.TextTailContext context) {
    return context.CONTAINS() != null
        ? Expression.TextRelation.CONTAINS
        : context.STARTS() != null
            ? Expression.TextRelation.STARTS_WITH
            : Expression.TextRelation.ENDS_WITH;
  }

  Expression sum(RulesParser.SumContext context) {
    Expression left = product(context.product(0));
    for (int i = 1; i < context.product().size(); i++) {
      left = arithmetic(left, operator(context, i), product(context.product(i)));
    }
    return left;
  }

  private Expression product(RulesParser.ProductContext context) {
    Expression left = unary(context.unary(0));
    for (int i = 1; i < context.unary().size(); i++) {
      left = arithmetic(left, operator(context, i), unary(context.unary(i)));
    }
    return left;
  }

  private static Expression arithmetic(
      Expression left, Expression.Operator operator, Expression right) {
    return new Expression.Arithmetic(operator, left, right, left.span().to(right.span()));
  }

  /** The sign before the operand of this number. */
  private static Expression.Operator operator(ParserRuleContext context, int operand) {
    Token sign = ((TerminalNode) context.getChild(2 * operand - 1)).getSymbol();
    return switch (sign.getType()) {
      case RulesLexer.PLUS -> Expression.Operator.PLUS;
      case RulesLexer.MINUS -> Expression.Operator.MINUS;
      case RulesLexer.STAR -> Expression.Operator.TIMES;
      case RulesLexer.SLASH -> Expression.Operator.DIVIDED_BY;
      default -> Expression.Operator.MODULO;
    };
  }

  private Expression unary(RulesParser.UnaryContext context) {
    if (context.unary() == null) {
      return postfix(context.postfix());
    }
    Expression operand = unary(context.unary());
    return operand instanceof Expression.Numeral number
        ? new Expression.Numeral(-number.value(), span(context))
        : new Expression.Negative(operand, span(context));
  }

  private Expression postfix(RulesParser.PostfixContext context) {
    Expression value = primaries.primary(context.primary());
    for (int i = 1; i < context.getChildCount(); i++) {
      switch (context.getChild(i)) {
        case RulesParser.WordContext word ->
            value = new Expression.Field(value, word(word), value.span().to(span(word)));
        case RulesParser.ExpressionContext index ->
            value =
                new Expression.Index(
                    value,
                    expression(index),
                    new Span(value.span().start(), span(index).end() + 1));
        default -> {}
      }
    }
    return value;
  }

  static Name word(RulesParser.WordContext context) {
    return new Name(context.getText(), span(context));
  }

  static Name name(RulesParser.NameContext context) {
    return new Name(context.getText(), span(context));
  }

  static long millis(TerminalNode duration) {
    return Units.millis(duration.getSymbol());
  }

  /** A duration in which something can happen. */
  static long period(TerminalNode duration) {
    return Units.period(duration.getSymbol());
  }

  static Span span(ParserRuleContext context) {
    return Lexing.span(context.getStart()).to(Lexing.span(context.getStop()));
  }
}
