package dev.belfry.check;

import dev.belfry.diagnostic.Diagnostic;
import dev.belfry.diagnostic.Nearest;
import dev.belfry.source.SourceFile;
import dev.belfry.source.Span;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What sentences about problems are made of: the diagnostic, lists of names, suggestions. */
final class Saying {
  /** How many names a message lists. */
  private static final int LISTED_NAMES = 8;

  /** Longer lines of authors are not repeated, in characters. */
  private static final int LONGEST_SHOWN = 120;

  private final SourceFile file;

  Saying(SourceFile file) {
    this.file = file;
  }

  static String didYouMean(String text) {
    return "did you mean \"" + text + "\"?";
  }

  static @Nullable String near(String name, Collection<String> known) {
    return Nearest.of(name, known).map(found -> "did you mean `" + found + "`?").orElse(null);
  }

  static @Nullable String nearOr(
      String name, Collection<String> known, @Nullable String otherwise) {
    String near = near(name, known);
    return near == null ? otherwise : near;
  }

  static String there(Collection<String> known) {
    return known.isEmpty() ? "the configuration has none" : "there are " + listed(known);
  }

  static String listed(Collection<String> names) {
    String shown =
        names.stream()
            .sorted()
            .limit(LISTED_NAMES)
            .map(n -> "`" + n + "`")
            .collect(Collectors.joining(", "));
    int more = names.size() - LISTED_NAMES;
    return more > 0 ? shown + " and " + more + " more" : shown;
  }

  static String alternatives(List<String> texts) {
    List<String> quoted = texts.stream().map(text -> "\"" + text + "\"").toList();
    return quoted.size() == 1
        ? quoted.getFirst()
        : String.join(", ", quoted.subList(0, quoted.size() - 1)) + " or " + quoted.getLast();
  }

  /** The author's own line with something else in place of a part of it. */
  String line(Span at, String instead) {
    int start = file.text().lastIndexOf('\n', at.start() - 1) + 1;
    int end = file.text().indexOf('\n', at.end());
    String behind = file.text().substring(at.end(), end < 0 ? file.text().length() : end);
    String line = (file.text().substring(start, at.start()) + instead + behind).strip();
    return "`" + (line.length() > LONGEST_SHOWN ? instead : line) + "`";
  }

  /** What the author wrote at a place. */
  String written(Span at) {
    return file.text(at);
  }

  /** What stands before a place in its line. */
  String before(Span at) {
    return file.text().substring(file.text().lastIndexOf('\n', at.start() - 1) + 1, at.start());
  }

  /** What stands behind a place in its line. */
  String behind(Span at) {
    int end = file.text().indexOf('\n', at.end());
    return file.text().substring(at.end(), end < 0 ? file.text().length() : end);
  }

  Diagnostic withDeclared(
      String code,
      Span at,
      String message,
      String label,
      Optional<CheckProblem.Place> declared,
      @Nullable String help) {
    return declared
        .map(place -> withPlace(code, at, message, label, place, "what it can be", help))
        .orElseGet(() -> error(code, at, message, label, help));
  }

  Diagnostic withPlace(
      String code,
      Span at,
      String message,
      String label,
      CheckProblem.Place place,
      String placeText,
      @Nullable String help) {
    Diagnostic.Label other = new Diagnostic.Label(place.file(), place.span(), placeText);
    return Diagnostic.error(code, file, at, message, label, List.of(other), help);
  }

  Diagnostic error(String code, Span at, String message, String label, @Nullable String help) {
    return Diagnostic.error(code, file, at, message, label, List.of(), help);
  }
}
