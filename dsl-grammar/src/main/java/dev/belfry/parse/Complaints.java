package dev.belfry.parse;

import dev.belfry.source.Span;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;

/** Finds, near the place where reading stopped, the smallest thing that must change. */
final class Complaints {
  /** Words behind which a duration stands. */
  private static final Set<Integer> WANT_DURATION =
      Set.of(RulesLexer.WAIT, RulesLexer.EVERY, RulesLexer.PER, RulesLexer.WITHIN, RulesLexer.OVER);

  private final List<CommonToken> tokens;
  private final List<String> expected;

  private Complaints(List<CommonToken> tokens, List<String> expected) {
    this.tokens = tokens;
    this.expected = expected;
  }

  /** What is wrong where the token of this number can't stand. */
  static SyntaxProblem about(List<CommonToken> tokens, int at, List<String> expected) {
    return new Complaints(tokens, expected).about(at);
  }

  private SyntaxProblem about(int at) {
    CommonToken found = tokens.get(at);
    if (found.getType() == RulesLexer.GT && type(at - 1) == RulesLexer.MINUS) {
      return unexpected(at - 1, at);
    }
    if (found.getType() == RulesLexer.FOR && type(at + 1) != RulesLexer.DURATION) {
      return noDuration(at + 1);
    }
    if (found.getType() == RulesLexer.NUMBER && expected.contains("DURATION")) {
      return noDuration(at);
    }
    if (WANT_DURATION.contains(type(at - 1)) && expected.isEmpty()) {
      return noDuration(at);
    }
    if (found.getType() == RulesLexer.RBRACE) {
      return expected.isEmpty()
          ? new SyntaxProblem.Unexpected(Lexing.span(found), "}", expected)
          : new SyntaxProblem.CutShort(Lexing.span(found), expected);
    }
    boolean clings = at > 0 && Lexing.span(tokens.get(at - 1)).end() == found.getStartIndex();
    return clings && type(at - 1) == RulesLexer.TEXT && isWord(at)
        ? new SyntaxProblem.QuoteInText(Lexing.span(found))
        : unexpected(at, at);
  }

  private SyntaxProblem unexpected(int first, int last) {
    Span span = Lexing.span(tokens.get(first)).to(Lexing.span(tokens.get(last)));
    String next = last + 1 < tokens.size() ? tokens.get(last + 1).getText() : "";
    boolean doubled = first == last && isSign(first) && next.length() == 1 && clingsTo(last + 1);
    return new SyntaxProblem.Unexpected(
        doubled ? span.to(Lexing.span(tokens.get(last + 1))) : span,
        tokens.get(first).getText() + (first < last || doubled ? text(first + 1) : ""),
        expected);
  }

  /** Signs of other languages that are two of ours: {@code &&}, {@code =>}, {@code //}. */
  private boolean isSign(int at) {
    return "&|=/:!".contains(text(at)) && "&|>/=".contains(text(at + 1));
  }

  private boolean clingsTo(int at) {
    return Lexing.span(tokens.get(at - 1)).end() == tokens.get(at).getStartIndex();
  }

  /** A number without a unit, or with one that is none. */
  private SyntaxProblem noDuration(int at) {
    if (type(at) != RulesLexer.NUMBER) {
      return at < tokens.size()
          ? new SyntaxProblem.Unexpected(Lexing.span(tokens.get(at)), text(at), List.of("DURATION"))
          : new SyntaxProblem.CutShort(Lexing.span(tokens.getLast()), List.of("DURATION"));
    }
    boolean word =
        type(at + 1) == RulesLexer.IDENTIFIER
            && tokens.get(at).getLine() == tokens.get(at + 1).getLine();
    int place = word ? at + 1 : at;
    return new SyntaxProblem.NoUnit(
        Lexing.span(tokens.get(place)), text(at), word ? text(at + 1) : "");
  }

  private boolean isWord(int at) {
    return Character.isLetter(text(at).codePointAt(0));
  }

  private String text(int at) {
    return at >= 0 && at < tokens.size() ? tokens.get(at).getText() : " ";
  }

  private int type(int at) {
    return at >= 0 && at < tokens.size() ? tokens.get(at).getType() : Token.EOF;
  }
}
