package dev.belfry.diagnostic;

import dev.belfry.source.SourceFile;
import dev.belfry.source.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** Draws diagnostics as text: the message, the lines it speaks of, and what to type instead. */
public final class TextRenderer {
  /** Longer lines are cut where they are shown, in characters. */
  private static final int LONGEST_LINE = 200;

  private final boolean colours;

  public TextRenderer(boolean colours) {
    this.colours = colours;
  }

  /** One diagnostic, several lines, with a line end after the last. */
  public String render(Diagnostic diagnostic) {
    SourceFile.Position at = diagnostic.file().position(diagnostic.span().start());
    boolean error = diagnostic.isError();
    StringBuilder out = new StringBuilder();
    out.append(
            paint(
                error ? "1;31" : "1;33",
                (error ? "error" : "warning") + "[" + diagnostic.code() + "]"))
        .append(paint("1", ": " + diagnostic.message()))
        .append('\n');
    int gutter = gutter(diagnostic, at.line());
    out.append(" ".repeat(gutter))
        .append(paint("34", "--> "))
        .append(diagnostic.file().name() + ":" + at.line() + ":" + at.column())
        .append('\n');
    drawOwnLines(diagnostic, gutter, out);
    drawElsewhere(diagnostic, gutter, out);
    if (diagnostic.help().isPresent() || !diagnostic.notes().isEmpty()) {
      bar(gutter, out);
    }
    diagnostic.notes().forEach(note -> remark("note", note, gutter, out));
    diagnostic.help().ifPresent(help -> remark("help", help, gutter, out));
    return out.toString();
  }

  /** What is said below the lines; further lines of it stand below its first. */
  private void remark(String kind, String text, int gutter, StringBuilder out) {
    String indent = " ".repeat(gutter + kind.length() + 5);
    out.append(" ".repeat(gutter + 1))
        .append(paint("34", "= "))
        .append(kind)
        .append(": ")
        .append(text.replace("\n", "\n" + indent))
        .append('\n');
  }

  private static int gutter(Diagnostic diagnostic, int line) {
    int highest = line;
    for (Diagnostic.Label label : diagnostic.secondary()) {
      highest = Math.max(highest, label.file().position(label.span().start()).line());
    }
    return Integer.toString(highest).length();
  }

  private record Mark(int line, Span span, String text, boolean primary) {}

  /** The lines of the file in which the problem is, the explaining ones too. */
  private void drawOwnLines(Diagnostic diagnostic, int gutter, StringBuilder out) {
    SourceFile file = diagnostic.file();
    List<Mark> marks = new ArrayList<>();
    marks.add(mark(file, diagnostic.span(), diagnostic.label(), true));
    for (Diagnostic.Label label : diagnostic.secondary()) {
      if (label.file() == file) {
        marks.add(mark(file, label.span(), label.text(), false));
      }
    }
    draw(file, marks, gutter, out);
  }

  private void drawElsewhere(Diagnostic diagnostic, int gutter, StringBuilder out) {
    for (Diagnostic.Label label : diagnostic.secondary()) {
      if (label.file() != diagnostic.file()) {
        SourceFile.Position at = label.file().position(label.span().start());
        out.append(" ".repeat(gutter))
            .append(paint("34", "::: "))
            .append(label.file().name() + ":" + at.line() + ":" + at.column())
            .append('\n');
        draw(
            label.file(),
            List.of(mark(label.file(), label.span(), label.text(), false)),
            gutter,
            out);
      }
    }
  }

  private static Mark mark(SourceFile file, Span span, String text, boolean primary) {
    return new Mark(file.position(span.start()).line(), span, text, primary);
  }

  private void draw(SourceFile file, List<Mark> marks, int gutter, StringBuilder out) {
    bar(gutter, out);
    TreeSet<Integer> lines = new TreeSet<>();
    marks.forEach(mark -> lines.add(mark.line()));
    int before = -1;
    for (int line : lines) {
      if (before >= 0 && line > before + 1) {
        out.append(" ".repeat(gutter)).append(paint("34", " …")).append('\n');
      }
      before = line;
      String text = file.line(line).replace('\t', ' ');
      out.append(paint("34", String.format("%" + gutter + "d | ", line)))
          .append(text.length() > LONGEST_LINE ? text.substring(0, LONGEST_LINE) + "…" : text)
          .append('\n');
      marks.stream()
          .filter(mark -> mark.line() == line)
          .sorted(Comparator.comparing((Mark mark) -> !mark.primary()))
          .forEach(mark -> underline(file, mark, gutter, out));
    }
  }

  private void underline(SourceFile file, Mark mark, int gutter, StringBuilder out) {
    int column = file.position(mark.span().start()).column();
    int room = file.line(mark.line()).length() - column + 1;
    int length = Math.max(1, Math.min(mark.span().length(), room));
    String line = (mark.primary() ? "^" : "-").repeat(length) + " " + mark.text();
    out.append(" ".repeat(gutter))
        .append(paint("34", " | "))
        .append(" ".repeat(column - 1))
        .append(paint(mark.primary() ? "1;31" : "34", line.stripTrailing()))
        .append('\n');
  }

  private void bar(int gutter, StringBuilder out) {
    out.append(" ".repeat(gutter)).append(paint("34", " |")).append('\n');
  }

  private String paint(String colour, String text) {
    return colours ? "\u001B[" + colour + "m" + text + "\u001B[0m" : text;
  }
}
