package dev.belfry.parse;

import dev.belfry.diagnostic.Diagnostic;
import dev.belfry.source.SourceFile;
import dev.belfry.source.Span;
import dev.belfry.syntax.Declaration;
import dev.belfry.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.CommonToken;

/** Reads rule files. Declarations are read one by one, so that each has its own first problem. */
public final class RuleParser {
  private static final Set<Integer> OPENERS =
      Set.of(RulesLexer.TOPIC, RulesLexer.LET, RulesLexer.RULE, RulesLexer.ALERT, RulesLexer.TEST);

  /** How long a line may be, in characters. */
  public static final int LONGEST_LINE = 10_000;

  /** How many braces may be open at once of those that a line opens. */
  public static final int DEEPEST_IN_LINE = 12;

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
    parser.tokens().ifPresent(all -> parser.read(all, Optional.empty()));
    return parser.parsed();
  }

  /** Reads a whole file and copies what its author wrote. */
  public static Transcript transcribe(SourceFile file) {
    RuleParser parser = new RuleParser(file);
    Optional<List<CommonToken>> all = parser.tokens();
    Optional<Copyist> copyist = all.map(tokens -> new Copyist(file, tokens));
    all.ifPresent(tokens -> parser.read(tokens, copyist));
    return new Transcript(parser.parsed(), copyist.map(Copyist::manuscript));
  }

  private Parsed parsed() {
    return new Parsed(
        new SyntaxTree(file, List.copyOf(declarations), List.copyOf(broken)),
        List.copyOf(problems));
  }

  /** All words and comments, unless the file is such that they can't be found in it. */
  private Optional<List<CommonToken>> tokens() {
    String text = file.text();
    try {
      checkLines(text);
    } catch (Refusal refusal) {
      problems.add(SyntaxWording.diagnostic(file, refusal.problem()));
      return Optional.empty();
    }
    int start = text.startsWith("\uFEFF") ? 1 : 0;
    return Optional.of(Lexing.all(text.substring(start), start));
  }

  private void read(List<CommonToken> all, Optional<Copyist> copyist) {
    List<List<CommonToken>> pieces = Cutter.cut(Lexing.words(all));
    for (int i = 0; i < pieces.size(); i++) {
      List<CommonToken> piece = pieces.get(i);
      Span end =
          i + 1 < pieces.size()
              ? Lexing.span(pieces.get(i + 1).getFirst())
              : after(piece.getLast());
      read(piece, end, copyist);
    }
  }

  /** What takes long to cut into words is refused before: no author writes such lines. */
  private static void checkLines(String text) {
    int start = 0;
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '\n' -> {
          start = i + 1;
          depth = 0;
        }
        case '{' -> depth++;
        case '}' -> depth = Math.max(0, depth - 1);
        default -> {}
      }
      if (i - start >= LONGEST_LINE) {
        throw new Refusal(
            new SyntaxProblem.TooMuch(new Span(i, i + 1), "characters in a line", LONGEST_LINE));
      }
      if (depth > DEEPEST_IN_LINE) {
        throw new Refusal(
            new SyntaxProblem.TooMuch(new Span(i, i + 1), "open `{` in a line", DEEPEST_IN_LINE));
      }
    }
  }

  private static Span after(CommonToken last) {
    return new Span(last.getStopIndex() + 1, last.getStopIndex() + 2);
  }

  private void read(List<CommonToken> piece, Span end, Optional<Copyist> copyist) {
    CommonToken first = piece.getFirst();
    try {
      if (!OPENERS.contains(first.getType())) {
        throw new Refusal(new SyntaxProblem.Outside(Lexing.span(first), first.getText()));
      }
      RulesParser.UnitContext unit = new Reading(piece, end).parse(RulesParser::unit);
      declarations.add(new Declarations().declaration(unit.declaration()));
      copyist.ifPresent(it -> it.legible(unit.declaration()));
    } catch (Refusal refusal) {
      problems.add(SyntaxWording.diagnostic(file, refusal.problem()));
      copyist.ifPresent(it -> it.illegible(piece));
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
