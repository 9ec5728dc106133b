package dev.belfry.formula;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a formula. From loose to tight: {@code ?:}, {@code ||}, {@code &&}, equality, order, sums,
 * products, signs, powers.
 */
final class FormulaParser {
  private static final List<List<Term.Sign>> LEVELS =
      List.of(
          List.of(Term.Sign.OR),
          List.of(Term.Sign.AND),
          List.of(Term.Sign.EQUAL, Term.Sign.UNEQUAL),
          List.of(Term.Sign.LESS, Term.Sign.AT_MOST, Term.Sign.MORE, Term.Sign.AT_LEAST),
          List.of(Term.Sign.PLUS, Term.Sign.MINUS),
          List.of(Term.Sign.TIMES, Term.Sign.DIVIDED_BY, Term.Sign.MODULO));

  /** How deeply brackets, signs, calls and choices may lie within each other. */
  private static final int DEEPEST = 50;

  private final List<Lexeme> lexemes;
  private final List<String> parameters;
  private int at;
  private int depth;

  private FormulaParser(List<Lexeme> lexemes, List<String> parameters) {
    this.lexemes = lexemes;
    this.parameters = parameters;
  }

  static Term parse(String text, List<String> parameters) throws Refused {
    FormulaParser parser = new FormulaParser(Lexemes.of(text), parameters);
    Term term = parser.choice();
    if (parser.peek().sort() != Lexeme.Sort.END) {
      throw parser.expected("an operator");
    }
    return term;
  }

  private Term choice() throws Refused {
    deeper();
    Term condition = level(0);
    if (peek().is("?")) {
      take();
      Term yes = choice();
      require(":");
      condition = new Term.Choice(condition, yes, choice());
    }
    depth--;
    return condition;
  }

  private Term level(int level) throws Refused {
    if (level == LEVELS.size()) {
      return unary();
    }
    Term left = level(level + 1);
    for (Term.Sign sign = sign(level); sign != null; sign = sign(level)) {
      take();
      left = new Term.Binary(sign, left, level(level + 1));
    }
    return left;
  }

  private Term.@Nullable Sign sign(int level) {
    for (Term.Sign sign : LEVELS.get(level)) {
      if (peek().is(sign.written)) {
        return sign;
      }
    }
    return null;
  }

  private Term unary() throws Refused {
    Lexeme sign = peek();
    if (!sign.is("-") && !sign.is("!")) {
      return power();
    }
    deeper();
    take();
    Term operand = unary();
    depth--;
    return sign.is("-")
        ? new Term.Negative(operand, sign.start(), operand.end())
        : new Term.Not(operand, sign.start(), operand.end());
  }

  private Term power() throws Refused {
    Term base = primary();
    if (!peek().is("**")) {
      return base;
    }
    deeper();
    take();
    Term exponent = unary();
    depth--;
    return new Term.Binary(Term.Sign.POWER, base, exponent);
  }

  private Term primary() throws Refused {
    Lexeme it = peek();
    return switch (it.sort()) {
      case NUMBER -> constant(number(it));
      case TEXT -> constant(it.text().substring(1, it.text().length() - 1));
      case WORD -> word();
      case SIGN, END -> {
        require("(", "a value");
        Term inner = choice();
        require(")");
        yield inner;
      }
    };
  }

  private Term constant(Object value) {
    Lexeme it = take();
    return new Term.Constant(value, it.start(), it.end());
  }

  private static Object number(Lexeme it) throws Refused {
    double value = Double.parseDouble(it.text());
    if (!Double.isFinite(value)) {
      throw new Refused(new FormulaProblem.Foreign(it.start(), it.end(), it.text()));
    }
    return value;
  }

  private Term word() throws Refused {
    Lexeme it = peek();
    boolean called = lexemes.get(at + 1).is("(");
    if (!called && (it.text().equals("true") || it.text().equals("false"))) {
      return constant(it.text().equals("true"));
    }
    Operation operation = called ? Operation.called(it.text()) : null;
    if (operation != null) {
      return call(operation);
    }
    int parameter = called ? -1 : parameters.indexOf(it.text());
    if (parameter < 0) {
      throw unknown(it, called);
    }
    take();
    return new Term.Parameter(parameter, it.start(), it.end());
  }

  private Refused unknown(Lexeme it, boolean called) {
    List<String> known = new ArrayList<>();
    if (called) {
      Operation.words().forEach(known::add);
    } else {
      known.addAll(parameters);
    }
    return new Refused(
        new FormulaProblem.UnknownWord(it.start(), it.end(), it.text(), called, known));
  }

  private Term call(Operation operation) throws Refused {
    Lexeme word = take();
    require("(");
    List<Term> arguments = new ArrayList<>();
    while (!peek().is(")")) {
      if (!arguments.isEmpty()) {
        require(",", "`,` or `)`");
      }
      arguments.add(choice());
    }
    Lexeme close = take();
    int count = arguments.size();
    if (count < operation.fewest || count > operation.most) {
      throw new Refused(
          new FormulaProblem.WrongCount(
              word.start(), word.end(), word.text(), operation.fewest, operation.most, count));
    }
    return new Term.Call(operation, List.copyOf(arguments), word.start(), close.end());
  }

  private Lexeme peek() {
    return lexemes.get(at);
  }

  private Lexeme take() {
    return lexemes.get(at++);
  }

  private void deeper() throws Refused {
    if (++depth > DEEPEST) {
      throw new Refused(new FormulaProblem.TooDeep(peek().start(), peek().end(), DEEPEST));
    }
  }

  private void require(String sign) throws Refused {
    require(sign, "`" + sign + "`");
  }

  private void require(String sign, String wanted) throws Refused {
    if (!peek().is(sign)) {
      throw expected(wanted);
    }
    take();
  }

  private Refused expected(String wanted) {
    return new Refused(
        new FormulaProblem.Expected(peek().start(), peek().end(), wanted, peek().text()));
  }
}
