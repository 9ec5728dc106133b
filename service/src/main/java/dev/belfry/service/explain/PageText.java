package dev.belfry.service.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page as text to be read. Headings are bold and code is coloured on a terminal; elsewhere the
 * marks of Markdown stay. Code is indented, and each program says whether it is wrong or right.
 */
public final class PageText {
  /** How long a line of running text may be, in characters; programs are not broken. */
  private static final int WIDTH = 80;

  private static final String FENCE = "```";
  private static final String INDENT = "    ";

  /** What must not be broken: a piece of code, blanks included, with what clings to it. */
  private static final Pattern WORD = Pattern.compile("(?:`[^`]*`|\\S)+");

  private static final Pattern CODE = Pattern.compile("`([^`]*)`");

  private final boolean colours;
  private final StringBuilder out = new StringBuilder();

  private PageText(boolean colours) {
    this.colours = colours;
  }

  /** The text of a page, each line with its end. */
  public static String of(Page page, boolean colours) {
    PageText text = new PageText(colours);
    text.write(page.markdown().lines().toList());
    return text.out.toString();
  }

  private void write(List<String> lines) {
    for (int i = 0; i < lines.size(); ) {
      String line = lines.get(i);
      int end = i + 1;
      if (line.isBlank()) {
        out.append('\n');
      } else if (line.startsWith("#")) {
        out.append(colours ? paint("1", line.replaceFirst("#+ ", "")) : line).append('\n');
      } else if (line.startsWith(FENCE)) {
        while (!lines.get(end).startsWith(FENCE)) {
          end++;
        }
        program(line.substring(FENCE.length()), lines.subList(i + 1, end));
        end++;
      } else if (line.startsWith("|")) {
        end = endOf(lines, i, "|");
        new PageTable(lines.subList(i, end)).rows().forEach(row -> out.append(row).append('\n'));
      } else {
        end = endOf(lines, i, "");
        paragraph(String.join(" ", lines.subList(i, end)));
      }
      i = end;
    }
  }

  /** Where the lines end that begin like the first, or that belong to its paragraph. */
  private static int endOf(List<String> lines, int start, String beginning) {
    int end = start + 1;
    while (end < lines.size()
        && !lines.get(end).isBlank()
        && lines.get(end).startsWith(beginning)
        && (!beginning.isEmpty() || !startsAnew(lines.get(end)))) {
      end++;
    }
    return end;
  }

  private static boolean startsAnew(String line) {
    return line.startsWith(FENCE)
        || line.startsWith("#")
        || line.startsWith("|")
        || line.startsWith("- ");
  }

  private void program(String info, List<String> lines) {
    if (info.startsWith("rules ")) {
      out.append("  ").append(paint("31", "wrong:")).append('\n');
    } else if (info.equals("rules")) {
      out.append("  ").append(paint("32", "right:")).append('\n');
    }
    lines.forEach(line -> out.append((INDENT + line).stripTrailing()).append('\n'));
  }

  private void paragraph(String text) {
    String margin = text.startsWith("- ") ? "  " : "";
    List<String> line = new ArrayList<>();
    int length = 0;
    Matcher words = WORD.matcher(text);
    while (words.find()) {
      String word = words.group();
      if (!line.isEmpty() && length + 1 + shownLength(word) > WIDTH) {
        flush(line);
        line = new ArrayList<>();
        out.append(margin);
        length = margin.length();
      }
      length += shownLength(word) + (line.isEmpty() ? 0 : 1);
      line.add(word);
    }
    flush(line);
  }

  private void flush(List<String> words) {
    out.append(painted(String.join(" ", words))).append('\n');
  }

  private String painted(String text) {
    return colours ? CODE.matcher(text).replaceAll("\u001B[36m$1\u001B[0m") : text;
  }

  private int shownLength(String word) {
    return colours ? word.replace("`", "").length() : word.length();
  }

  private String paint(String colour, String text) {
    return colours ? "\u001B[" + colour + "m" + text + "\u001B[0m" : text;
  }
}
