package dev.belfry.parse;

import dev.belfry.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.NoViableAltException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.IntervalSet;

/** Runs the generated parser over one piece and turns its first complaint into a problem. */
final class Reading {
  /** How deeply brackets and prefixes may nest; the parser recurses with them. */
  private static final int DEEPEST = 100;

  /** How many tokens one declaration may have. */
  private static final int LONGEST = 50_000;

  /** How many parts one expression may join; the tree that is made of it is that deep. */
  private static final int MOST_JOINED = 300;

  private static final Set<Integer> JOINERS =
      Set.of(
          RulesLexer.AND,
          RulesLexer.OR,
          RulesLexer.UNTIL,
          RulesLexer.FOLLOWED,
          RulesLexer.TIMES,
          RulesLexer.PLUS,
          RulesLexer.MINUS,
          RulesLexer.STAR,
          RulesLexer.SLASH,
          RulesLexer.PERCENT,
          RulesLexer.DOT,
          RulesLexer.LBRACKET);

  /** Words with which no expression goes on. */
  private static final Set<Integer> AFRESH =
      Set.of(
          RulesLexer.WHEN,
          RulesLexer.WHILE,
          RulesLexer.FINALLY,
          RulesLexer.PUBLISH,
          RulesLexer.SET,
          RulesLexer.NOTIFY,
          RulesLexer.CALL,
          RulesLexer.WAIT,
          RulesLexer.REPEAT,
          RulesLexer.SEND,
          RulesLexer.GIVEN,
          RulesLexer.EXPECT);

  private final List<CommonToken> tokens;
  private final CommonToken end;

  /**
   * A piece of a file.
   *
   * @param end where the piece ends: the place that is shown when something is missing
   */
  Reading(List<CommonToken> tokens, Span end) {
    this.tokens = tokens;
    this.end = new CommonToken(Token.EOF, "");
    this.end.setStartIndex(end.start());
    this.end.setStopIndex(end.end() - 1);
  }

  /**
   * Parses with one rule of the grammar.
   *
   * @throws Refusal with the first problem
   */
  <T extends ParserRuleContext> T parse(Function<RulesParser, T> rule) {
    checkLimits();
    tokens.stream().filter(Reading::isUnreadable).findFirst().ifPresent(Reading::refuse);
    try {
      return parse(rule, PredictionMode.SLL);
    } catch (Complaint notInShort) {
      try {
        return parse(rule, PredictionMode.LL);
      } catch (Complaint failed) {
        throw new Refusal(problem(failed.reason));
      }
    }
  }

  private <T extends ParserRuleContext> T parse(
      Function<RulesParser, T> rule, PredictionMode mode) {
    List<CommonToken> all = new ArrayList<>(tokens);
    all.add(end);
    RulesParser parser = new RulesParser(new CommonTokenStream(new ListTokenSource(all)));
    parser.removeErrorListeners();
    parser.setErrorHandler(new FirstComplaint(mode == PredictionMode.LL));
    parser.getInterpreter().setPredictionMode(mode);
    return rule.apply(parser);
  }

  private void checkLimits() {
    if (tokens.size() > LONGEST) {
      throw new Refusal(new SyntaxProblem.TooMuch(span(tokens.getFirst()), "words", LONGEST));
    }
    int depth = 0;
    int prefixes = 0;
    int branches = 0;
    for (CommonToken token : tokens) {
      switch (token.getType()) {
        case RulesLexer.LBRACE, RulesLexer.LPAREN, RulesLexer.LBRACKET -> depth++;
        case RulesLexer.RBRACE, RulesLexer.RPAREN, RulesLexer.RBRACKET -> depth--;
        case RulesLexer.NOT, RulesLexer.MINUS -> prefixes++;
        case RulesLexer.ELSE -> branches++;
        default -> prefixes = 0;
      }
      if (depth > DEEPEST || prefixes > DEEPEST || branches > 5 * DEEPEST) {
        throw new Refusal(new SyntaxProblem.TooMuch(span(token), "levels", DEEPEST));
      }
    }
    checkJoined();
  }

  private void checkJoined() {
    int joined = 0;
    for (int i = 0; i < tokens.size(); i++) {
      int type = tokens.get(i).getType();
      if (JOINERS.contains(type)) {
        joined++;
      } else if (AFRESH.contains(type)
          && type(i - 1) != RulesLexer.DOT
          && type(i + 1) != RulesLexer.COLON) {
        joined = 0;
      }
      if (joined > MOST_JOINED) {
        throw new Refusal(
            new SyntaxProblem.TooMuch(span(tokens.get(i)), "parts of one expression", MOST_JOINED));
      }
    }
  }

  private int type(int at) {
    return at < 0 || at >= tokens.size() ? Token.EOF : tokens.get(at).getType();
  }

  private static boolean isUnreadable(Token token) {
    return token.getType() == RulesLexer.UNCLOSED;
  }

  private static void refuse(Token token) {
    throw new Refusal(new SyntaxProblem.UnclosedText(span(token)));
  }

  private SyntaxProblem problem(RecognitionException complaint) {
    Token found = complaint.getOffendingToken();
    List<String> expected = expected(complaint);
    if (found.getType() == Token.EOF) {
      return endsTooEarly(expected);
    }
    return Complaints.about(tokens, tokens.indexOf(found), expected);
  }

  private SyntaxProblem endsTooEarly(List<String> expected) {
    CommonToken opened = null;
    List<CommonToken> open = new ArrayList<>();
    for (CommonToken token : tokens) {
      if (token.getType() == RulesLexer.LBRACE) {
        open.add(token);
      } else if (token.getType() == RulesLexer.RBRACE && !open.isEmpty()) {
        open.removeLast();
      }
    }
    if (!open.isEmpty()) {
      opened = open.getFirst();
      String what = tokens.getFirst().getText();
      return new SyntaxProblem.MissingBrace(span(end), span(opened), what);
    }
    return new SyntaxProblem.CutShort(span(end), expected);
  }

  private static List<String> expected(RecognitionException complaint) {
    IntervalSet set =
        complaint instanceof NoViableAltException ? null : complaint.getExpectedTokens();
    if (set == null) {
      return List.of();
    }
    return set.toList().stream()
        .filter(type -> type > 0)
        .map(type -> RulesLexer.VOCABULARY.getDisplayName(type))
        .toList();
  }

  private static Span span(Token token) {
    return Lexing.span(token);
  }

  /** Stops at the first thing that does not fit; nothing is guessed. */
  private static final class FirstComplaint extends DefaultErrorStrategy {
    private final boolean thorough;

    /**
     * How to complain.
     *
     * @param thorough whether all that may stand at a place is looked up before each choice, which
     *     takes time and is worth it once something is known to be wrong
     */
    FirstComplaint(boolean thorough) {
      this.thorough = thorough;
    }

    @Override
    public void recover(Parser recognizer, RecognitionException e) {
      throw new Complaint(e);
    }

    @Override
    public Token recoverInline(Parser recognizer) {
      throw new Complaint(new InputMismatchException(recognizer));
    }

    @Override
    public void sync(Parser recognizer) {
      if (thorough && !recognizer.getExpectedTokens().contains(recognizer.getInputStream().LA(1))) {
        throw new Complaint(new InputMismatchException(recognizer));
      }
    }
  }

  /** Unwinds the parser. */
  private static final class Complaint extends RuntimeException {
    private static final long serialVersionUID = 1;

    final transient RecognitionException reason;

    Complaint(RecognitionException reason) {
      super(reason.toString(), null, false, false);
      this.reason = reason;
    }
  }
}
