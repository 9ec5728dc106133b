package dev.belfry.parse;

import dev.belfry.source.Span;
import dev.belfry.syntax.Expression;
import dev.belfry.syntax.Name;
import dev.belfry.syntax.Template;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;

/**
 * Reads quoted texts according to where they stand: as a name or a pattern, where nothing
 * interpolates; as a regular expression, where only {@code \"} is an escape; as a template, where
 * <code>{…}</code> holds an expression.
 */
final class Texts {
  private final Phrases phrases;

  Texts(Phrases phrases) {
    this.phrases = phrases;
  }

  /** A text in which nothing interpolates. */
  static Name name(Token token) {
    StringBuilder text = new StringBuilder();
    Body body = Body.of(token);
    for (int i = body.start; i < body.end; ) {
      if (body.at(i) == '\\') {
        i = escape(body, i, text);
      } else {
        i = body.copy(i, text);
      }
    }
    return new Name(text.toString(), Lexing.span(token));
  }

  /** A regular expression. */
  static Name regex(Token token) {
    Body body = Body.of(token);
    String raw = body.text.substring(body.start, body.end);
    return new Name(raw.replace("\r\n", "\n").replace("\\\"", "\""), Lexing.span(token));
  }

  /** A text whose holes are expressions. */
  Template template(Token token) {
    List<Template.Part> parts = new ArrayList<>();
    StringBuilder plain = new StringBuilder();
    Body body = Body.of(token);
    for (int i = body.start; i < body.end; ) {
      if (body.at(i) == '\\') {
        i = escape(body, i, plain);
      } else if (body.opensHole(i)) {
        flush(plain, parts);
        int close = body.closeOfHole(i);
        parts.add(new Template.Hole(hole(body, i + 1, close)));
        i = close + 1;
      } else {
        i = body.copy(i, plain);
      }
    }
    flush(plain, parts);
    return new Template(List.copyOf(parts), Lexing.span(token));
  }

  private Expression hole(Body body, int start, int end) {
    return phrases.parse(body.text.substring(start, end), body.base + start);
  }

  private static void flush(StringBuilder plain, List<Template.Part> parts) {
    if (!plain.isEmpty()) {
      parts.add(new Template.Plain(plain.toString()));
      plain.setLength(0);
    }
  }

  /** Appends what the escape at {@code i} stands for and returns where it ends. */
  private static int escape(Body body, int i, StringBuilder out) {
    char letter = body.at(i + 1);
    switch (letter) {
      case '{', '"', '\\' -> out.append(letter);
      case 'n' -> out.append('\n');
      case 't' -> out.append('\t');
      case 'u' -> {
        return character(body, i, out);
      }
      default ->
          throw new Refusal(
              new SyntaxProblem.BadEscape(body.span(i, i + 2), body.text.substring(i, i + 2)));
    }
    return i + 2;
  }

  private static int character(Body body, int i, StringBuilder out) {
    int close = body.text.indexOf('}', i);
    Span span = body.span(i, close < 0 ? i + 2 : close + 1);
    String written = body.text.substring(i, close < 0 ? i + 2 : close + 1);
    try {
      out.appendCodePoint(Integer.parseInt(written.substring(3, written.length() - 1), 16));
      return close + 1;
    } catch (IllegalArgumentException | IndexOutOfBoundsException wrong) {
      throw new Refusal(new SyntaxProblem.BadCharacter(span, written));
    }
  }

  /**
   * What stands between the quotes.
   *
   * @param base offset of the token in the file
   * @param indent blanks that every line of a text in three quotes shares
   */
  private record Body(String text, int base, int start, int end, int indent) {
    static Body of(Token token) {
      String text = token.getText();
      boolean block = text.length() >= 6 && text.startsWith("\"\"\"");
      if (!block) {
        return new Body(text, token.getStartIndex(), 1, text.length() - 1, 0);
      }
      int start = 3;
      int end = text.length() - 3;
      int indent = commonIndent(text.substring(start, end));
      if (text.charAt(start) == '\n' || text.startsWith("\r\n", start)) {
        start = Math.min(end, text.indexOf('\n', start) + 1 + indent);
      }
      int lastLine = text.lastIndexOf('\n', end - 1);
      if (lastLine >= start && text.substring(lastLine, end).isBlank()) {
        end = lastLine;
      }
      return new Body(text, token.getStartIndex(), start, end, indent);
    }

    private static int commonIndent(String content) {
      return content
          .lines()
          .skip(1)
          .filter(line -> !line.isBlank())
          .mapToInt(line -> line.length() - line.stripLeading().length())
          .min()
          .orElse(0);
    }

    char at(int i) {
      return text.charAt(i);
    }

    /**
     * Appends the character at {@code i} and returns where the next one is. Lines end alike,
     * however the file ends them.
     */
    int copy(int i, StringBuilder out) {
      if (at(i) != '\r' || i + 1 == text.length() || at(i + 1) != '\n') {
        out.append(at(i));
      }
      return next(i);
    }

    /** The character after this one, past the indentation of a new line. */
    private int next(int i) {
      if (text.charAt(i) != '\n') {
        return i + 1;
      }
      int next = i + 1;
      while (next < end
          && next - i <= indent
          && Character.isWhitespace(at(next))
          && at(next) != '\n') {
        next++;
      }
      return next;
    }

    boolean opensHole(int i) {
      if (at(i) != '{' || i + 1 >= end) {
        return false;
      }
      int next = text.codePointAt(i + 1);
      return Character.isLetter(next) || next == '_' || next == '(';
    }

    /** Where the hole that opens at {@code i} closes. */
    int closeOfHole(int i) {
      int close = afterBraces(i);
      if (close < 0) {
        throw new Refusal(new SyntaxProblem.UnclosedHole(span(i, i + 1)));
      }
      return close;
    }

    private int afterBraces(int open) {
      int depth = 0;
      for (int i = open; i < end; i++) {
        switch (at(i)) {
          case '{' -> depth++;
          case '}' -> {
            depth--;
            if (depth == 0) {
              return i;
            }
          }
          case '"' -> i = afterQuote(i);
          default -> {}
        }
        if (i < 0) {
          return -1;
        }
      }
      return -1;
    }

    /** Where the inner text that opens at {@code open} closes, or before the start. */
    private int afterQuote(int open) {
      for (int i = open + 1; i < end; i++) {
        if (at(i) == '\\') {
          i++;
        } else if (at(i) == '"') {
          return i;
        } else if (opensHole(i)) {
          i = afterBraces(i);
          if (i < 0) {
            return Integer.MIN_VALUE;
          }
        }
      }
      return Integer.MIN_VALUE;
    }

    Span span(int from, int to) {
      return new Span(base + from, base + to);
    }
  }
}
