package dev.belfry.analysis;

import dev.belfry.diagnostic.Diagnostic;
import dev.belfry.source.SourceFile;
import dev.belfry.source.Span;
import dev.belfry.syntax.Declaration;
import dev.belfry.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Comments that silence a warning: {@code # allow W0702: reason} on the line before it, or before
 * the declaration that it is in.
 */
final class Allowances {
  private static final Pattern ALLOW =
      Pattern.compile(
          "^\\s*#\\s*allow\\s+([A-Za-z]\\d{4}(?:\\s*,\\s*[A-Za-z]\\d{4})*)\\b\\s*:?\\s*(.*)$");

  /** What is sought among so many pairs that some may be left out. */
  private static final Set<String> SOUGHT = Set.of("W0701", "W0702");

  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

  private static final String QUOTES = "\"\"\"";

  /** A comment, and the line that it speaks of. */
  private record Allowance(SourceFile file, Span at, String code, boolean reasoned, int line) {}

  private final List<SyntaxTree> trees;
  private final List<Allowance> allowances = new ArrayList<>();

  Allowances(List<SyntaxTree> trees) {
    this.trees = trees;
    trees.forEach(tree -> read(tree.file()));
  }

  private void read(SourceFile file) {
    if (!file.text().contains("allow")) {
      return;
    }
    int offset = file.text().startsWith("\uFEFF") ? 1 : 0;
    for (int line = 1; line <= file.lineCount(); line++) {
      String text = file.line(line);
      Matcher matcher = ALLOW.matcher(text);
      if (matcher.matches() && !isInText(file, offset)) {
        int start = offset + text.indexOf('#');
        Span at = new Span(start, offset + text.length());
        for (String code : List.of(COMMA.split(matcher.group(1).toUpperCase(Locale.ROOT)))) {
          allowances.add(
              new Allowance(file, at, code, !matcher.group(2).isBlank(), lineAfter(file, line)));
        }
      }
      offset = file.text().indexOf('\n', offset) + 1;
    }
  }

  /** Whether a text in three quotes is open there. */
  private static boolean isInText(SourceFile file, int offset) {
    int quotes = 0;
    int at = file.text().indexOf(QUOTES);
    while (at >= 0 && at < offset) {
      quotes++;
      at = file.text().indexOf(QUOTES, at + QUOTES.length());
    }
    return quotes % 2 == 1;
  }

  /** The next line that is neither empty nor a comment. */
  private static int lineAfter(SourceFile file, int line) {
    int next = line + 1;
    while (next <= file.lineCount()
        && (file.line(next).isBlank() || file.line(next).strip().startsWith("#"))) {
      next++;
    }
    return next;
  }

  /**
   * The findings that are not silenced, and what there is to say about the comments.
   *
   * @param complete whether everything was looked for that could be allowed
   */
  List<Finding> applied(List<Finding> findings, boolean complete) {
    if (allowances.isEmpty()) {
      return findings;
    }
    Set<Allowance> used = new HashSet<>();
    List<Finding> kept = new ArrayList<>();
    for (Finding finding : findings) {
      List<Allowance> silencing =
          allowances.stream().filter(it -> silences(it, finding.diagnostic())).toList();
      used.addAll(silencing);
      if (silencing.isEmpty()) {
        kept.add(finding);
      }
    }
    for (Allowance each : allowances) {
      if (!used.contains(each) && (complete || !SOUGHT.contains(each.code()))) {
        kept.add(Finding.of(idle(each)));
      } else if (used.contains(each) && !each.reasoned()) {
        kept.add(Finding.of(unreasoned(each)));
      }
    }
    return kept;
  }

  private boolean silences(Allowance it, Diagnostic diagnostic) {
    if (!it.code().equals(diagnostic.code())) {
      return false;
    }
    return lines(diagnostic.file(), diagnostic.span(), it)
        || diagnostic.secondary().stream().anyMatch(label -> lines(label.file(), label.span(), it));
  }

  /** Whether the comment stands before this place, or before the declaration around it. */
  private boolean lines(SourceFile file, Span span, Allowance it) {
    return file == it.file()
        && (file.position(span.start()).line() == it.line()
            || file.position(declarationAt(file, span)).line() == it.line());
  }

  private int declarationAt(SourceFile file, Span span) {
    for (SyntaxTree tree : trees) {
      if (tree.file() == file) {
        for (Declaration declaration : tree.declarations()) {
          Span around = declaration.span();
          if (around.start() <= span.start() && span.start() < around.end()) {
            return around.start();
          }
        }
      }
    }
    return span.start();
  }

  private static Diagnostic idle(Allowance it) {
    return Wording.warning(
        "W0721",
        new Sources.Place(it.file(), it.at()),
        "there is no " + it.code() + " here that this comment could allow",
        it.code().startsWith("W") ? "silences nothing" : "only warnings can be allowed",
        List.of(),
        "take the comment out, or put it on the line before the warning or its rule",
        List.of());
  }

  private static Diagnostic unreasoned(Allowance it) {
    return Wording.warning(
        "W0722",
        new Sources.Place(it.file(), it.at()),
        "this allows " + it.code() + " without saying why",
        "no reason",
        List.of(),
        "say it for those who read the rule later: `# allow " + it.code() + ": because …`",
        List.of());
  }
}
