package dev.belfry.parse;

import dev.belfry.source.Span;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/** The words of a rule file with what each is to the parser; what can't be parsed is left out. */
final class ReadWords {
  /** What a word is. */
  enum Role {
    KEYWORD,
    NAME,
    TEXT,
    AMOUNT,
    COMMENT,
    SIGN
  }

  /**
   * A word where it stands.
   *
   * @param type the kind of word in the grammar
   */
  record Word(Span at, String text, int type, Role role) {}

  private final List<Word> words = new ArrayList<>();

  private ReadWords() {}

  static List<Word> of(String text) {
    ReadWords read = new ReadWords();
    for (List<CommonToken> piece : Cutter.cut(Lexing.tokens(text, 0))) {
      int end = piece.getLast().getStopIndex() + 1;
      try {
        read.add(new Reading(piece, new Span(end, end + 1)).parse(RulesParser::unit));
      } catch (Refusal refused) {
        // A file that shows a mistake: what it has of right declarations is compared.
      }
    }
    read.addComments(text);
    return read.words;
  }

  private void add(ParseTree tree) {
    if (tree instanceof TerminalNode leaf && leaf.getSymbol().getType() != Token.EOF) {
      Token token = leaf.getSymbol();
      words.add(new Word(Lexing.span(token), token.getText(), token.getType(), role(leaf)));
    }
    for (int i = 0; i < tree.getChildCount(); i++) {
      add(tree.getChild(i));
    }
  }

  private static Role role(TerminalNode leaf) {
    ParseTree parent = leaf.getParent();
    if (parent instanceof RulesParser.NameContext || parent instanceof RulesParser.WordContext) {
      return Role.NAME;
    }
    return switch (leaf.getSymbol().getType()) {
      case RulesLexer.TEXT -> Role.TEXT;
      case RulesLexer.NUMBER, RulesLexer.DURATION, RulesLexer.TIME, RulesLexer.DATE -> Role.AMOUNT;
      default -> Character.isLetter(leaf.getText().charAt(0)) ? Role.KEYWORD : Role.SIGN;
    };
  }

  private void addComments(String text) {
    RulesLexer lexer = new RulesLexer(CharStreams.fromString(text));
    lexer.removeErrorListeners();
    for (Token token = lexer.nextToken(); token.getType() != Token.EOF; token = lexer.nextToken()) {
      if (token.getType() == RulesLexer.COMMENT) {
        int start = text.offsetByCodePoints(0, token.getStartIndex());
        Span at = new Span(start, start + token.getText().length());
        words.add(new Word(at, token.getText(), token.getType(), Role.COMMENT));
      }
    }
  }
}
