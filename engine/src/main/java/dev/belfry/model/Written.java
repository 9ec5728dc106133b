package dev.belfry.model;

import java.util.EnumMap;
import java.util.Map;

/**
 * The parts of a rule or an alert as their author wrote them, each on one line. What they mean is
 * not here: it is what people are told about, never what the engine goes by.
 *
 * @param parts those that are there, each with the word that it begins with
 */
public record Written(Map<Part, String> parts) {
  /** Of what nobody wrote. */
  public static final Written NOTHING = new Written(Map.of());

  public Written {
    parts = Map.copyOf(parts);
  }

  /** A part of a rule or an alert. */
  public enum Part {
    WHEN,
    WHILE,
    LIMIT,
    MODE,
    THEN,
    FINALLY,
    UNLESS,
    /** Whom an alert tells, when, and in which words. */
    TELLING
  }

  /** Collects the parts of one rule or alert. */
  public static final class Collection {
    private final Map<Part, String> parts = new EnumMap<>(Part.class);

    /** Adds a text of the part; line ends only separate. */
    public void add(Part part, String text) {
      parts.merge(part, text.replaceAll("\\s*\\R\\s*", " ").strip(), (a, b) -> a + " " + b);
    }

    public Written toWritten() {
      return new Written(parts);
    }
  }
}
