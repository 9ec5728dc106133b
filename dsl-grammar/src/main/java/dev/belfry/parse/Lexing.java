package dev.belfry.parse;

import dev.belfry.source.Span;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;

/** Turns text into tokens whose offsets are those of the whole file, in UTF-16 units. */
final class Lexing {
  private Lexing() {}

  /** The words of a piece of a file that begins at {@code base}, without the end. */
  static List<CommonToken> tokens(String piece, int base) {
    return words(all(piece, base));
  }

  /** Those that are no comments. */
  static List<CommonToken> words(List<CommonToken> tokens) {
    return tokens.stream().filter(token -> token.getChannel() == Token.DEFAULT_CHANNEL).toList();
  }

  /** Words and comments. */
  static List<CommonToken> all(String piece, int base) {
    RulesLexer lexer = new RulesLexer(CharStreams.fromString(piece));
    lexer.removeErrorListeners();
    int[] offsets = offsets(piece);
    List<CommonToken> tokens = new ArrayList<>();
    for (Token read = lexer.nextToken(); read.getType() != Token.EOF; read = lexer.nextToken()) {
      CommonToken token = new CommonToken(read);
      int start = offsets.length == 0 ? read.getStartIndex() : offsets[read.getStartIndex()];
      int stop = offsets.length == 0 ? read.getStopIndex() : offsets[read.getStopIndex() + 1] - 1;
      token.setText(piece.substring(start, stop + 1));
      token.setStartIndex(base + start);
      token.setStopIndex(base + stop);
      tokens.add(token);
    }
    return tokens;
  }

  /** Where each code point begins; empty where code points and UTF-16 units agree. */
  private static int[] offsets(String piece) {
    int count = piece.codePointCount(0, piece.length());
    if (count == piece.length()) {
      return new int[0];
    }
    int[] offsets = new int[count + 1];
    int offset = 0;
    for (int i = 0; i < count; i++) {
      offsets[i] = offset;
      offset += Character.charCount(piece.codePointAt(offset));
    }
    offsets[count] = offset;
    return offsets;
  }

  static Span span(Token token) {
    return new Span(token.getStartIndex(), token.getStopIndex() + 1);
  }
}
