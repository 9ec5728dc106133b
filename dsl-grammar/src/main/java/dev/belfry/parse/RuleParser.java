package dev.belfry.parse;

import dev.belfry.diagnostic.Diagnostic;
import dev.belfry.source.SourceFile;
import dev.belfry.source.Span;
import dev.belfry.syntax.Declaration;
import dev.belfry.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.CommonToken;

/** Reads rule files. Declarations are read one by one, so that each has its own first problem. */
public final class RuleParser {
  private static final Set<Integer> OPENERS =
      Set.of(RulesLexer.TOPIC, RulesLexer.LET, RulesLexer.RULE, RulesLexer.ALERT, RulesLexer.TEST);

  private final SourceFile file;
  private final List<Declaration> declarations = new ArrayList<>();
  private final List<String> broken = new ArrayList<>();
  private final List<Diagnostic> problems = new ArrayList<>();

  private RuleParser(SourceFile file) {
    this.file = file;
  }

  /** Reads a whole file. */
  public static Parsed parse(SourceFile file) {
    RuleParser parser = new RuleParser(file);
    parser.read();
    return new Parsed(
        new SyntaxTree(file, List.copyOf(parser.declarations), List.copyOf(parser.broken)),
        List.copyOf(parser.problems));
  }

  private void read() {
    String text = file.text();
    int start = text.startsWith("\uFEFF") ? 1 : 0;
    List<List<CommonToken>> pieces = Cutter.cut(Lexing.tokens(text.substring(start), start));
    for (int i = 0; i < pieces.size(); i++) {
      List<CommonToken> piece = pieces.get(i);
      Span end =
          i + 1 < pieces.size()
              ? Lexing.span(pieces.get(i + 1).getFirst())
              : after(piece.getLast());
      read(piece, end);
    }
  }

  private static Span after(CommonToken last) {
    return new Span(last.getStopIndex() + 1, last.getStopIndex() + 2);
  }

  private void read(List<CommonToken> piece, Span end) {
    CommonToken first = piece.getFirst();
    try {
      if (!OPENERS.contains(first.getType())) {
        throw new Refusal(new SyntaxProblem.Outside(Lexing.span(first), first.getText()));
      }
      RulesParser.UnitContext unit = new Reading(piece, end).parse(RulesParser::unit);
      declarations.add(new Declarations().declaration(unit.declaration()));
    } catch (Refusal refusal) {
      problems.add(SyntaxWording.diagnostic(file, refusal.problem()));
      if (piece.size() > 1) {
        broken.add(unquoted(piece.get(1).getText()));
      }
    }
  }

  private static String unquoted(String text) {
    return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")
        ? text.substring(1, text.length() - 1)
        : text;
  }
}
