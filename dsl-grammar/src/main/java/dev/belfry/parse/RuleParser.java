package dev.belfry.parse;

import dev.belfry.diagnostic.Diagnostic;
import dev.belfry.diagnostic.Nearest;
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
  /** The words with which declarations begin. */
  static final Set<Integer> OPENERS =
      Set.of(RulesLexer.TOPIC, RulesLexer.LET, RulesLexer.RULE, RulesLexer.ALERT, RulesLexer.TEST);

  /** How long a line may be, in characters. */
  public static final int LONGEST_LINE = 10_000;

  /** How many braces may be open at once of those that a line opens. */
  public static final int DEEPEST_IN_LINE = 12;

  /** How many problems of a file are compared with habits of other tools. */
  private static final int MOST_MENDED = 20;

  /** How many words of a broken line may be names. */
  private static final int MOST_NAMES = 12;

  private final SourceFile file;
  private final List<Declaration> declarations = new ArrayList<>();
  private final List<String> broken = new ArrayList<>();
  private final List<Diagnostic> problems = new ArrayList<>();
  private Optional<Copyist> copyist = Optional.empty();
  private int mended;
  private boolean helped;

  private RuleParser(SourceFile file) {
    this.file = file;
  }

  /** Reads a whole file. */
  public static Parsed parse(SourceFile file) {
    RuleParser parser = new RuleParser(file);
    parser.tokens().ifPresent(parser::read);
    return parser.parsed();
  }

  /** Reads a whole file and copies what its author wrote. */
  public static Transcript transcribe(SourceFile file) {
    RuleParser parser = new RuleParser(file);
    Optional<List<CommonToken>> all = parser.tokens();
    parser.copyist = all.map(tokens -> new Copyist(file, tokens));
    all.ifPresent(parser::read);
    return new Transcript(parser.parsed(), parser.copyist.map(Copyist::manuscript));
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
      problems.add(SyntaxWording.diagnostic(file, refusal.problem(), Optional.empty()));
      return Optional.empty();
    }
    int start = text.startsWith("\uFEFF") ? 1 : 0;
    return Optional.of(Lexing.all(text.substring(start), start));
  }

  private void read(List<CommonToken> all) {
    List<List<CommonToken>> pieces = Cutter.cut(Lexing.words(all));
    for (int i = 0; i < pieces.size(); i++) {
      List<CommonToken> piece = pieces.get(i);
      boolean last = i + 1 == pieces.size();
      if (!last && isLetInActions(piece, pieces.get(i + 1))) {
        List<CommonToken> let = pieces.get(i + 1);
        refuse(new SyntaxProblem.LetInActions(Lexing.span(let.getFirst())), piece);
        List<CommonToken> both = new ArrayList<>(piece);
        both.addAll(let);
        copyist.ifPresent(it -> it.illegible(both));
        i++;
      } else {
        read(piece, last ? after(piece.getLast()) : Lexing.span(pieces.get(i + 1).getFirst()));
      }
    }
    if (declarations.isEmpty() && !pieces.isEmpty()) {
      sayOnce(pieces.getFirst().getFirst());
    }
  }

  /** A file in which nothing can be read has one problem: it is no file of rules. */
  private void sayOnce(CommonToken first) {
    Optional<ForeignFile> foreign = ForeignFile.of(file.text());
    boolean words =
        !OPENERS.contains(first.getType())
            && !helped
            && Nearest.of(first.getText(), Cutter.OPENING_WORDS).isEmpty();
    if (foreign.isPresent() || words) {
      problems.clear();
      SyntaxProblem problem =
          new SyntaxProblem.NotRules(
              Lexing.span(first),
              foreign.map(ForeignFile::whose).orElse(""),
              foreign.map(ForeignFile::example).orElseGet(() -> ForeignFile.example("")));
      problems.add(SyntaxWording.diagnostic(file, problem, Optional.empty()));
    }
  }

  /** A declaration was cut in two because a {@code let} stands among its actions. */
  private static boolean isLetInActions(List<CommonToken> piece, List<CommonToken> next) {
    return next.getFirst().getType() == RulesLexer.LET
        && piece.getFirst().getType() != RulesLexer.LET
        && openBraces(piece) == 1
        && openBraces(next) == -1;
  }

  private static long openBraces(List<CommonToken> tokens) {
    return count(tokens, RulesLexer.LBRACE) - count(tokens, RulesLexer.RBRACE);
  }

  private static long count(List<CommonToken> tokens, int type) {
    return tokens.stream().filter(token -> token.getType() == type).count();
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

  private void read(List<CommonToken> piece, Span end) {
    try {
      RulesParser.UnitContext unit = unit(piece, end);
      declarations.add(new Declarations().declaration(unit.declaration()));
      copyist.ifPresent(it -> it.legible(unit.declaration()));
    } catch (Refusal refusal) {
      int beginning = beginning(piece, refusal.problem());
      if (beginning > 0) {
        read(piece.subList(0, beginning), Lexing.span(piece.get(beginning)));
        read(piece.subList(beginning, piece.size()), end);
      } else {
        refuse(refusal.problem(), piece);
        copyist.ifPresent(it -> it.illegible(piece));
      }
    }
  }

  private static RulesParser.UnitContext unit(List<CommonToken> piece, Span end) {
    CommonToken first = piece.getFirst();
    if (!OPENERS.contains(first.getType())) {
      throw new Refusal(new SyntaxProblem.Outside(Lexing.span(first), first.getText()));
    }
    return new Reading(piece, end).parse(RulesParser::unit);
  }

  /**
   * The number of the token with which something unknown begins behind a whole declaration: what
   * stands there is no part of the declaration, though reading stopped in it. 0 if there is none.
   */
  private static int beginning(List<CommonToken> piece, SyntaxProblem problem) {
    if (!OPENERS.contains(piece.getFirst().getType())) {
      return 0;
    }
    for (int i = 1; i < piece.size(); i++) {
      CommonToken token = piece.get(i);
      if (token.getStartIndex() >= problem.at().start()) {
        boolean firstOfLine = piece.get(i - 1).getLine() < token.getLine();
        boolean begins = firstOfLine && token.getCharPositionInLine() == 0;
        return begins && token.getType() != RulesLexer.RBRACE && isWhole(piece.subList(0, i))
            ? i
            : 0;
      }
    }
    return 0;
  }

  private static boolean isWhole(List<CommonToken> piece) {
    try {
      new Declarations().declaration(unit(piece, after(piece.getLast())).declaration());
      return true;
    } catch (Refusal incomplete) {
      return false;
    }
  }

  private void refuse(SyntaxProblem problem, List<CommonToken> piece) {
    int start = piece.getFirst().getStartIndex();
    Optional<Mender.Mended> help = Optional.empty();
    if (mended < MOST_MENDED) {
      int end = Math.max(piece.getLast().getStopIndex() + 1, problem.at().end());
      String text = file.text().substring(start, Math.min(end, file.text().length()));
      help = help(problem, text, problem.at().start() - start).map(it -> it.movedBy(start));
      mended++;
      helped |= help.isPresent();
    }
    problems.add(SyntaxWording.diagnostic(file, problem, help));
    nameBroken(piece);
  }

  private static Optional<Mender.Mended> help(SyntaxProblem problem, String piece, int place) {
    return switch (problem) {
      case SyntaxProblem.Unexpected ignored ->
          Mender.mend(piece, place).or(() -> Mender.advise(piece, place));
      case SyntaxProblem.Outside ignored ->
          Mender.mend(piece, place).or(() -> Mender.advise(piece, place));
      default -> Mender.mend(piece, place);
    };
  }

  /** Names that a broken declaration would have declared are no unknown names elsewhere. */
  private void nameBroken(List<CommonToken> piece) {
    CommonToken first = piece.getFirst();
    boolean quoted = first.getType() == RulesLexer.RULE || first.getType() == RulesLexer.ALERT;
    piece.stream()
        .skip(1)
        .limit(quoted ? 1 : MOST_NAMES)
        .filter(token -> token.getLine() == first.getLine())
        .forEach(token -> broken.add(unquoted(token.getText())));
  }

  private static String unquoted(String text) {
    return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")
        ? text.substring(1, text.length() - 1)
        : text;
  }
}
