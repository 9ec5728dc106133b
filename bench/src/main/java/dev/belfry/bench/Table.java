package dev.belfry.bench;

import java.io.PrintStream;
import java.util.Locale;

/** A table for people, printed line by line. */
final class Table implements Listing {
  private final PrintStream out;
  private double worst;

  Table(PrintStream out) {
    this.out = out;
  }

  @Override
  public void begin() {
    line("one event, medians of processor time", "10 rules", "10,000 rules", "ratio", "allocated");
  }

  @Override
  public void event(Row row) {
    if (!row.name().equals("spread")) {
      worst = Math.max(worst, row.ratio());
    }
    line(
        row.described(),
        format("%.0f ns", row.few().nanos()),
        format("%.0f ns", row.many().nanos()),
        format("%.2f", row.ratio()),
        format("%.0f B", row.many().bytes()));
  }

  @Override
  public void compiling(Measured first) {
    out.println();
    out.println(
        format("compiling %,d rules", first.rules()) + format(": %.0f ms", first.nanos() / 1e6));
  }

  @Override
  public void end() {
    out.println(format("worst ratio on the same topics: %.2f (at most 2 is wanted)", worst));
  }

  private void line(String what, String few, String many, String ratio, String bytes) {
    out.printf(Locale.ROOT, "%-44s %9s %12s %7s %10s%n", what, few, many, ratio, bytes);
    out.flush();
  }

  private static String format(String format, Object value) {
    return String.format(Locale.ROOT, format, value);
  }
}
