package dev.belfry.codec;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * How a number is written, as spreadsheets have it: {@code 0} is a digit that is always there,
 * {@code #} one that may be, {@code ,} parts thousands, {@code .} is the point.
 *
 * @param whole how many digits stand before the point at least
 * @param group how many digits a comma parts, 0 for none
 * @param fewest how many digits stand behind the point at least
 * @param most how many digits stand behind the point at most
 */
public record NumberPattern(int whole, int group, int fewest, int most) {
  /** How long a pattern may be, in characters. */
  private static final int LONGEST = 64;

  /** The pattern that a text spells, if it is one. */
  public static Optional<NumberPattern> of(String text) {
    int point = text.indexOf('.');
    String before = point < 0 ? text : text.substring(0, point);
    String behind = point < 0 ? "" : text.substring(point + 1);
    boolean wellFormed =
        text.length() <= LONGEST
            && before.matches("[#,]*[0,]*")
            && behind.matches("0*#*")
            && !before.startsWith(",")
            && !before.endsWith(",")
            && !before.contains(",,")
            && before.length() + behind.length() > 0;
    return wellFormed ? Optional.of(read(before, behind)) : Optional.empty();
  }

  private static NumberPattern read(String before, String behind) {
    int comma = before.lastIndexOf(',');
    return new NumberPattern(
        count(before, '0'),
        comma < 0 ? 0 : before.length() - comma - 1,
        count(behind, '0'),
        behind.length());
  }

  private static int count(String text, char digit) {
    return (int) text.chars().filter(c -> c == digit).count();
  }

  /** The number, rounded half away from zero by its decimal form; there is no negative zero. */
  public String format(double value) {
    BigDecimal rounded = Numerals.decimal(value).setScale(most, RoundingMode.HALF_UP);
    String digits = rounded.abs().toPlainString();
    int point = digits.indexOf('.');
    String before = point < 0 ? digits : digits.substring(0, point);
    String behind = behind(point < 0 ? "" : digits.substring(point + 1));
    return (rounded.signum() < 0 ? "-" : "")
        + grouped(before(before, behind))
        + (behind.isEmpty() ? "" : "." + behind);
  }

  private String behind(String digits) {
    int end = digits.length();
    while (end > fewest && digits.charAt(end - 1) == '0') {
      end--;
    }
    return digits.substring(0, end);
  }

  private String before(String digits, String behind) {
    if (digits.equals("0") && whole == 0) {
      return behind.isEmpty() ? "0" : "";
    }
    return "0".repeat(Math.max(0, whole - digits.length())) + digits;
  }

  private String grouped(String digits) {
    if (group == 0) {
      return digits;
    }
    StringBuilder out = new StringBuilder(digits);
    for (int at = digits.length() - group; at > 0; at -= group) {
      out.insert(at, ',');
    }
    return out.toString();
  }
}
