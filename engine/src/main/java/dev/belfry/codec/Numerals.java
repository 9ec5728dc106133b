package dev.belfry.codec;

import dev.belfry.event.Payload;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Numbers as text and text as numbers. */
public final class Numerals {
  /** As many digits as a double always holds. */
  private static final int EXACT_DIGITS = 15;

  /** How many characters a number may have. */
  private static final int LONGEST = 64;

  private static final double[] POWERS_OF_TEN = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  private Numerals() {}

  /**
   * A number as ECMAScript prints it (ECMA-262, Number::toString): {@code 128}, {@code 0.75},
   * {@code 1e+21}.
   */
  public static String print(double value) {
    if (value == 0) {
      return "0";
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return Long.toString((long) value);
    }
    BigDecimal decimal = decimal(value);
    String digits = decimal.unscaledValue().abs().toString();
    int point = digits.length() - decimal.scale();
    return (value < 0 ? "-" : "") + place(digits, point);
  }

  /** The shortest decimal that reads back as this number. */
  static BigDecimal decimal(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return BigDecimal.valueOf((long) value);
    }
    BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    if (decimal.precision() == 2) {
      // Java prints at least two digits, also where one would do: 4.9E-324.
      BigDecimal one = decimal.round(new java.math.MathContext(1));
      if (one.doubleValue() == value) {
        return one.stripTrailingZeros();
      }
    }
    return decimal;
  }

  /** The number with so many digits behind the point; its decimal form, half away from zero. */
  public static double round(double value, int digits) {
    return decimal(value).setScale(digits, RoundingMode.HALF_UP).doubleValue();
  }

  private static String place(String digits, int point) {
    int count = digits.length();
    if (count <= point && point <= 21) {
      return digits + "0".repeat(point - count);
    }
    if (0 < point && point <= 21) {
      return digits.substring(0, point) + "." + digits.substring(point);
    }
    if (-6 < point && point <= 0) {
      return "0." + "0".repeat(-point) + digits;
    }
    String exponent = (point > 0 ? "e+" : "e-") + Math.abs(point - 1);
    return count == 1 ? digits + exponent : digits.charAt(0) + "." + digits.substring(1) + exponent;
  }

  /** The number that a text spells in decimal, blanks around it aside, if it is finite. */
  public static OptionalDouble parse(String text) {
    double value = orNaN(text);
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** The number that a payload of plain digits spells, without making a text of it; else null. */
  static @Nullable Value plain(Payload payload) {
    double value = plain(payload.ascii());
    return Double.isNaN(value) ? null : new Value.Num(value);
  }

  /** The same as a value, and unknown where the text spells none. */
  static Value value(String text) {
    double value = orNaN(text);
    return Double.isNaN(value) ? Value.Truth.UNKNOWN : new Value.Num(value);
  }

  private static double orNaN(String text) {
    String trimmed = text.strip();
    if (trimmed.isEmpty() || trimmed.length() > LONGEST || !isDecimal(trimmed)) {
      return Double.NaN;
    }
    try {
      double value = read(trimmed);
      return Double.isFinite(value) ? value : Double.NaN;
    } catch (NumberFormatException notDecimal) {
      return Double.NaN;
    }
  }

  /**
   * The number that a text spells in decimal.
   *
   * @throws NumberFormatException if it spells none
   */
  static double read(String decimal) {
    double plain = plain(decimal);
    return Double.isNaN(plain) ? Double.parseDouble(decimal) : plain;
  }

  /**
   * The number of a text with at most 15 digits, a point or none, and no exponent; else NaN. Digits
   * and power of ten are exact then, and their quotient is rounded once, as it must be (Clinger,
   * How to Read Floating Point Numbers Accurately, 1990). Most numbers that devices send are so.
   */
  private static double plain(CharSequence text) {
    boolean negative = !text.isEmpty() && text.charAt(0) == '-';
    long digits = 0;
    int count = 0;
    int whole = -1;
    for (int i = negative ? 1 : 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        digits = digits * 10 + (c - '0');
        count++;
      } else if (c == '.' && whole < 0) {
        whole = count;
      } else {
        return Double.NaN;
      }
      if (count > EXACT_DIGITS) {
        return Double.NaN;
      }
    }
    if (count == 0) {
      return Double.NaN;
    }
    double value = digits / POWERS_OF_TEN[whole < 0 ? 0 : count - whole];
    return negative ? -value : value;
  }

  /** Java also reads {@code 1f}, {@code NaN} and hexadecimal; devices that send them mean text. */
  private static boolean isDecimal(String text) {
    for (int i = 0; i < text.length(); i++) {
      if ("+-.eE0123456789".indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }
}
