package dev.belfry.formula;

import java.util.ArrayList;
import java.util.List;

/** Cuts a formula into its pieces. What is not known to be harmless is refused. */
final class Lexemes {
  private static final List<String> SIGNS =
      List.of(
          "**", "==", "!=", "<=", ">=", "&&", "||", "<", ">", "+", "-", "*", "/", "%", "!", "?",
          ":", "(", ")", ",");

  private final String text;
  private final List<Lexeme> found = new ArrayList<>();
  private int at;

  private Lexemes(String text) {
    this.text = text;
  }

  static List<Lexeme> of(String text) throws Refused {
    Lexemes lexemes = new Lexemes(text);
    while (lexemes.at < text.length()) {
      lexemes.next();
    }
    lexemes.add(Lexeme.Sort.END, text.length());
    return lexemes.found;
  }

  private void next() throws Refused {
    char c = text.charAt(at);
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
      at++;
    } else if (isDigit(c)) {
      number();
    } else if (isLetter(c)) {
      add(Lexeme.Sort.WORD, endOfWord(at));
    } else if (c == '\'' || c == '"') {
      quoted(c);
    } else {
      sign();
    }
  }

  private void add(Lexeme.Sort sort, int end) {
    found.add(new Lexeme(sort, text.substring(at, end), at, end));
    at = end;
  }

  private void number() throws Refused {
    int end = endOfDigits(at);
    if (isDigitAt(end + 1) && text.charAt(end) == '.') {
      end = endOfDigits(end + 1);
    }
    if (end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
      int digits = end + 1;
      if (digits < text.length() && "+-".indexOf(text.charAt(digits)) >= 0) {
        digits++;
      }
      end = isDigitAt(digits) ? endOfDigits(digits) : end;
    }
    if (end < text.length() && (isLetter(text.charAt(end)) || text.charAt(end) == '.')) {
      throw foreign(at, Math.max(end + 1, endOfWord(end)));
    }
    add(Lexeme.Sort.NUMBER, end);
  }

  private void quoted(char quote) throws Refused {
    for (int i = at + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == quote) {
        add(Lexeme.Sort.TEXT, i + 1);
        return;
      }
      if (c == '\\' || c < ' ') {
        throw foreign(i, i + 1);
      }
    }
    throw new Refused(new FormulaProblem.Unclosed(at, at + 1));
  }

  private void sign() throws Refused {
    for (String sign : SIGNS) {
      if (text.startsWith(sign, at)) {
        add(Lexeme.Sort.SIGN, at + sign.length());
        return;
      }
    }
    int end = at + Character.charCount(text.codePointAt(at));
    boolean path = text.charAt(at) == '.' && !found.isEmpty() && found.getLast().end() == at;
    throw path ? foreign(found.getLast().start(), endOfWord(end)) : foreign(at, end);
  }

  private Refused foreign(int start, int end) {
    return new Refused(new FormulaProblem.Foreign(start, end, text.substring(start, end)));
  }

  private int endOfWord(int start) {
    int end = start;
    while (end < text.length() && (isLetter(text.charAt(end)) || isDigit(text.charAt(end)))) {
      end++;
    }
    return end;
  }

  private int endOfDigits(int start) {
    int end = start;
    while (isDigitAt(end)) {
      end++;
    }
    return end;
  }

  private boolean isDigitAt(int index) {
    return index < text.length() && isDigit(text.charAt(index));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }
}
