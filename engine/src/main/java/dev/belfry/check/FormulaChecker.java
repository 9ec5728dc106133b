package dev.belfry.check;

import dev.belfry.codec.Type;
import dev.belfry.formula.Formula;
import dev.belfry.formula.FormulaProblem;
import dev.belfry.formula.Kind;
import dev.belfry.model.Expr;
import dev.belfry.source.SourceFile;
import dev.belfry.source.Span;
import dev.belfry.syntax.Declaration;
import dev.belfry.syntax.Expression;
import dev.belfry.syntax.Name;
import java.util.List;
import java.util.Optional;

/** Checks formulas in MVEL, and what they are called with. */
final class FormulaChecker {
  private final Problems problems;
  private final ValueChecker values;

  FormulaChecker(Problems problems, ValueChecker values) {
    this.problems = problems;
    this.values = values;
  }

  /** Checks a formula where it is declared. */
  void check(Declaration.Let let, Declaration.Definition.Formula formula, SourceFile file) {
    if (read(let, formula) instanceof Formula.Reading.Bad bad) {
      Span at = at(formula.text(), bad.problem(), file);
      problems.add(file, new CheckProblem.BadFormula(at, bad.problem()));
    }
  }

  private static Formula.Reading read(Declaration.Let let, Declaration.Definition.Formula formula) {
    return Formula.read(formula.text().text(), parameters(let));
  }

  private static List<String> parameters(Declaration.Let let) {
    return let.parameters().stream().map(Name::text).toList();
  }

  /** A call of a formula, with as many arguments as it has parameters. */
  Typed call(
      Declaration.Let let,
      Declaration.Definition.Formula formula,
      Expression.Reference it,
      Scope scope) {
    if (!(read(let, formula) instanceof Formula.Reading.Good good)) {
      return Typed.wrong(it.span());
    }
    List<Typed> given = it.arguments().stream().map(each -> values.value(each, scope)).toList();
    for (int i = 0; i < given.size(); i++) {
      requireKind(given.get(i), good.formula().parameter(i), scope);
    }
    Expr call =
        new Expr.Formula(
            formula.text().text(), parameters(let), given.stream().map(Typed::expr).toList());
    Type type = good.formula().result().map(Kind::type).orElse(Type.Simple.ANY);
    return Typed.of(call, type, it.span(), "`" + let.name().text() + "`");
  }

  private void requireKind(Typed given, Optional<Kind> wanted, Scope scope) {
    Type type = given.kind();
    boolean fits =
        type == Type.Simple.ANY
            || wanted
                .map(kind -> kind.type().equals(type))
                .orElse(
                    type == Type.Simple.NUMBER
                        || type == Type.Simple.TEXT
                        || type == Type.Simple.BOOL);
    if (!fits) {
      String needed = wanted.map(kind -> kind.type().described()).orElse("a number or a text");
      problems.add(
          scope.file,
          new CheckProblem.WrongType(given.span(), given.subject(), needed, given.type()));
    }
  }

  /** Where in the file something of a formula stands. */
  private static Span at(Name text, FormulaProblem problem, SourceFile file) {
    String written = file.text(text.span());
    int quotes = written.startsWith("\"\"\"") && written.length() >= 6 ? 3 : 1;
    int start = offset(text.text(), written, quotes, problem.start());
    int end = Math.max(start + 1, offset(text.text(), written, quotes, problem.end()));
    return new Span(
        text.span().start() + start, text.span().start() + Math.min(end, written.length()));
  }

  /** Where a place of a text stands as it was written, with its escapes and indentation. */
  private static int offset(String text, String written, int from, int place) {
    int at = from;
    for (int i = 0; i < place; ) {
      if (at >= written.length()) {
        return at;
      }
      if (written.charAt(at) == '\\') {
        boolean character = written.startsWith("\\u{", at);
        at = character ? written.indexOf('}', at) + 1 : at + 2;
        i += character ? Character.charCount(text.codePointAt(i)) : 1;
      } else {
        // What differs is indentation that all lines share.
        i += written.charAt(at) == text.charAt(i) ? 1 : 0;
        at++;
      }
    }
    return at;
  }
}
