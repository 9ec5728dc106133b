package dev.belfry.parse;

import dev.belfry.source.Span;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.Token;

/** Reads numbers and the literals that have units: durations, times of day, dates. */
final class Units {
  private static final Pattern AMOUNT = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)\\s*([a-z]+)");
  private static final BigDecimal LONGEST_MILLIS =
      BigDecimal.valueOf(java.time.Duration.ofDays(36_525).toMillis());

  private Units() {}

  /** A duration in milliseconds. */
  static long millis(Token token) {
    Span at = Lexing.span(token);
    BigDecimal sum = BigDecimal.ZERO;
    Matcher matcher = AMOUNT.matcher(token.getText());
    while (matcher.find()) {
      sum = sum.add(new BigDecimal(matcher.group(1)).multiply(unitMillis(matcher.group(2))));
    }
    if (sum.stripTrailingZeros().scale() > 0) {
      throw new Refusal(
          new SyntaxProblem.Impossible(at, token.getText(), "the smallest time is 1 ms"));
    }
    if (sum.compareTo(LONGEST_MILLIS) > 0) {
      throw new Refusal(
          new SyntaxProblem.Impossible(at, token.getText(), "the longest time is 100 years"));
    }
    return sum.longValueExact();
  }

  /** A duration in milliseconds that is not zero. */
  static long period(Token token) {
    long millis = millis(token);
    if (millis == 0) {
      throw new Refusal(
          new SyntaxProblem.Impossible(
              Lexing.span(token), token.getText(), "it takes 1 ms at least"));
    }
    return millis;
  }

  /** A number, which is finite. */
  static double number(Token token) {
    double number = Double.parseDouble(token.getText());
    if (Double.isInfinite(number)) {
      throw new Refusal(
          new SyntaxProblem.Impossible(
              Lexing.span(token), token.getText(), "the largest number is about 1.8e308"));
    }
    return number;
  }

  private static BigDecimal unitMillis(String unit) {
    return BigDecimal.valueOf(
        switch (unit) {
          case "ms" -> 1;
          case "s", "sec", "second", "seconds" -> 1_000;
          case "min", "minute", "minutes" -> 60_000;
          case "h", "hour", "hours" -> 3_600_000;
          case "day", "days" -> 86_400_000;
          default -> 604_800_000;
        });
  }

  static LocalTime time(Token token) {
    String text = token.getText();
    try {
      return LocalTime.parse(text.indexOf(':') == 1 ? "0" + text : text);
    } catch (DateTimeException wrong) {
      throw new Refusal(
          new SyntaxProblem.Impossible(
              Lexing.span(token), text, "times of day go from 00:00 to 23:59:59"));
    }
  }

  static LocalDate date(Token token) {
    try {
      return LocalDate.parse(token.getText());
    } catch (DateTimeException wrong) {
      throw new Refusal(
          new SyntaxProblem.Impossible(
              Lexing.span(token), token.getText(), "there is no such day"));
    }
  }

  /** A whole number of at least 1. */
  static int count(Token token) {
    try {
      int count = Integer.parseInt(token.getText());
      if (count >= 1) {
        return count;
      }
    } catch (NumberFormatException notWhole) {
      // said below
    }
    throw new Refusal(
        new SyntaxProblem.Impossible(
            Lexing.span(token), token.getText(), "a whole number of at least 1 is needed"));
  }
}
