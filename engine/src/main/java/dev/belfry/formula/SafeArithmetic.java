package dev.belfry.formula;

import dev.belfry.codec.Numerals;

/**
 * The functions that formulas may call. MVEL finds them by reflection, hence they are public. Of
 * what is not finite they give NaN, so that nothing infinite becomes finite again.
 */
public final class SafeArithmetic {
  private static final double MOST_DIGITS = 400;

  private SafeArithmetic() {}

  /** Says that a comparison has no answer. */
  private static final class NoAnswer extends ArithmeticException {
    private static final long serialVersionUID = 1L;

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }

  /** A side of a comparison. */
  public static double finite(double x) {
    if (!Double.isFinite(x)) {
      throw new NoAnswer();
    }
    return x;
  }

  /** What a number is divided by. */
  public static double divisor(double x) {
    return x == 0 || Double.isInfinite(x) ? Double.NaN : x;
  }

  public static boolean negation(boolean x) {
    return !x;
  }

  /** Whether two texts or two truths are equal. */
  public static boolean same(Object x, Object y) {
    return x.equals(y);
  }

  public static double abs(double x) {
    return Math.abs(checked(x));
  }

  public static double round(double x, double digits) {
    boolean possible =
        Double.isFinite(x) && digits == Math.rint(digits) && Math.abs(digits) <= MOST_DIGITS;
    return possible ? Numerals.round(x, (int) digits) : Double.NaN;
  }

  public static double floor(double x) {
    return StrictMath.floor(checked(x));
  }

  public static double ceil(double x) {
    return StrictMath.ceil(checked(x));
  }

  public static double min(double x, double y) {
    return Math.min(checked(x), checked(y));
  }

  public static double max(double x, double y) {
    return Math.max(checked(x), checked(y));
  }

  public static double clamp(double x, double low, double high) {
    return low > high ? Double.NaN : min(max(x, low), high);
  }

  public static double sqrt(double x) {
    return StrictMath.sqrt(checked(x));
  }

  public static double pow(double x, double y) {
    return Double.isFinite(x) && Double.isFinite(y) ? StrictMath.pow(x, y) : Double.NaN;
  }

  public static double exp(double x) {
    return StrictMath.exp(checked(x));
  }

  public static double log(double x) {
    return StrictMath.log(checked(x));
  }

  public static double log10(double x) {
    return StrictMath.log10(checked(x));
  }

  public static double sin(double x) {
    return StrictMath.sin(checked(x));
  }

  public static double cos(double x) {
    return StrictMath.cos(checked(x));
  }

  public static double tan(double x) {
    return StrictMath.tan(checked(x));
  }

  public static double asin(double x) {
    return StrictMath.asin(checked(x));
  }

  public static double acos(double x) {
    return StrictMath.acos(checked(x));
  }

  public static double atan(double x) {
    return StrictMath.atan(checked(x));
  }

  private static double checked(double x) {
    return Double.isFinite(x) ? x : Double.NaN;
  }
}
