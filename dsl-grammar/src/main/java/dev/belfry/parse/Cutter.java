package dev.belfry.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;

/**
 * Cuts the tokens of a file where declarations begin, so that each is read alone. A declaration
 * also begins where a brace is missing before it: its first words can stand nowhere else.
 */
final class Cutter {
  private static final Set<Integer> QUOTED =
      Set.of(RulesLexer.RULE, RulesLexer.ALERT, RulesLexer.TEST);
  private static final Set<Integer> NAMED = Set.of(RulesLexer.TOPIC, RulesLexer.LET);

  /** Words that mean something in tests only, and are names elsewhere. */
  private static final Set<Integer> STEP_WORDS =
      Set.of(
          RulesLexer.START,
          RulesLexer.GIVEN,
          RulesLexer.SEND,
          RulesLexer.RESTART,
          RulesLexer.FAIL,
          RulesLexer.ACKNOWLEDGE,
          RulesLexer.EXPECT);

  /** The words with which declarations begin. */
  static final List<String> OPENING_WORDS = List.of("topic", "let", "rule", "alert", "test");

  private final List<CommonToken> tokens;

  private Cutter(List<CommonToken> tokens) {
    this.tokens = tokens;
  }

  /** The pieces in order; what stands before the first declaration is a piece of its own. */
  static List<List<CommonToken>> cut(List<CommonToken> tokens) {
    return new Cutter(tokens).pieces();
  }

  private List<List<CommonToken>> pieces() {
    List<List<CommonToken>> pieces = new ArrayList<>();
    List<CommonToken> piece = new ArrayList<>();
    int depth = 0;
    for (int i = 0; i < tokens.size(); i++) {
      if (!piece.isEmpty() && (depth <= 0 ? startsLoosely(i) : startsSurely(i))) {
        pieces.add(settle(piece));
        piece = new ArrayList<>();
        depth = 0;
      }
      depth += depthChange(tokens.get(i));
      piece.add(tokens.get(i));
    }
    if (!piece.isEmpty()) {
      pieces.add(settle(piece));
    }
    return pieces;
  }

  private static int depthChange(Token token) {
    return switch (token.getType()) {
      case RulesLexer.LBRACE -> 1;
      case RulesLexer.RBRACE -> -1;
      default -> 0;
    };
  }

  /** Outside braces: the first word is enough, except where it continues a phrase. */
  private boolean startsLoosely(int at) {
    int type = tokens.get(at).getType();
    if (QUOTED.contains(type)) {
      return startsSurely(at)
          || firstOfLine(at)
          || (type != RulesLexer.ALERT && type(at + 1) == RulesLexer.TEXT);
    }
    return NAMED.contains(type) && (firstOfLine(at) || startsSurely(at));
  }

  private boolean startsSurely(int at) {
    int type = tokens.get(at).getType();
    if (QUOTED.contains(type)) {
      return type(at + 1) == RulesLexer.TEXT && type(at + 2) == RulesLexer.LBRACE;
    }
    return NAMED.contains(type) && firstOfLine(at) && isWord(at + 1) && isAssigned(at + 2);
  }

  private boolean firstOfLine(int at) {
    return at == 0 || tokens.get(at - 1).getLine() < tokens.get(at).getLine();
  }

  private boolean isWord(int at) {
    return at < tokens.size() && Character.isLetter(tokens.get(at).getText().codePointAt(0));
  }

  private boolean isAssigned(int at) {
    int i = at;
    if (type(i) == RulesLexer.LPAREN) {
      while (type(i) == RulesLexer.LPAREN || type(i) == RulesLexer.COMMA || isWord(i)) {
        i++;
      }
      if (type(i) != RulesLexer.RPAREN) {
        return false;
      }
      i++;
    }
    return type(i) == RulesLexer.ASSIGN;
  }

  private int type(int at) {
    return at < tokens.size() ? tokens.get(at).getType() : Token.EOF;
  }

  private static List<CommonToken> settle(List<CommonToken> piece) {
    if (piece.getFirst().getType() != RulesLexer.TEST) {
      unstep(piece);
    }
    return piece;
  }

  /** Makes names of the words that only tests know. */
  static void unstep(List<CommonToken> piece) {
    for (CommonToken token : piece) {
      if (STEP_WORDS.contains(token.getType())) {
        token.setType(RulesLexer.IDENTIFIER);
      }
    }
  }
}
