package dev.belfry.agreement;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The text of a program.
 *
 * @param head topics and lets, which stay as they are
 */
public record Sketch(String head, List<Declared> declared) {
  /** A rule or an alert in parts, so that one of them can be exchanged. */
  public record Declared(String kind, String name, String header, String body) {
    String text() {
      return kind + " \"" + name + "\" {\n  " + header + "\n  " + body + "\n}";
    }

    /** Means the same. */
    Declared spaced() {
      return new Declared(kind, name, header + "  # a word", "\n    " + body);
    }
  }

  /** What a person would have written. */
  public String text() {
    return head + declared.stream().map(Declared::text).collect(Collectors.joining("\n")) + "\n";
  }

  List<String> names(String kind) {
    return declared.stream().filter(it -> it.kind().equals(kind)).map(Declared::name).toList();
  }
}
