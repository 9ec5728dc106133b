package dev.belfry.event;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An MQTT topic filter whose levels may be captured: {@code home/{room}/+/{rest...}}.
 *
 * @param levels in order; one that takes all remaining levels comes last
 */
public record TopicFilter(List<Level> levels) {
  /** The longest topic MQTT can carry, in bytes of UTF-8. */
  public static final int LONGEST_BYTES = 65_535;

  /** One level of a filter. */
  public sealed interface Level {
    /** This text and no other. */
    record Fixed(String text) implements Level {}

    /** Any one level, under a name: <code>{room}</code>. */
    record Capture(String name) implements Level {}

    /** Any one level: {@code +}. */
    record One() implements Level {}

    /** All remaining levels, at least one, under a name: <code>{rest...}</code>. */
    record CaptureRest(String name) implements Level {}

    /** All remaining levels, also none: {@code #}. */
    record Rest() implements Level {}
  }

  /** A pattern that is no topic filter; the message says why in an author's words. */
  public static final class Malformed extends Exception {
    private static final long serialVersionUID = 1;

    Malformed(String why) {
      super(why);
    }
  }

  /**
   * Reads a pattern.
   *
   * @throws Malformed if it is none
   */
  public static TopicFilter parse(String pattern) throws Malformed {
    if (pattern.isEmpty()) {
      throw new Malformed("a topic has at least one letter");
    }
    if (pattern.indexOf('\0') >= 0
        || pattern.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES) {
      throw new Malformed("a topic has at most 65,535 bytes and no NUL character");
    }
    String[] parts = pattern.split("/", -1);
    List<Level> levels = new ArrayList<>(parts.length);
    Set<String> names = new HashSet<>();
    for (int i = 0; i < parts.length; i++) {
      Level level = level(parts[i], i == parts.length - 1);
      String name = nameOf(level);
      if (name != null && !names.add(name)) {
        throw new Malformed("`{" + name + "}` stands twice; each level needs a name of its own");
      }
      levels.add(level);
    }
    return new TopicFilter(List.copyOf(levels));
  }

  private static Level level(String part, boolean last) throws Malformed {
    if (part.equals("+")) {
      return new Level.One();
    }
    if (part.equals("#")) {
      requireLast(last, "#");
      return new Level.Rest();
    }
    if (part.indexOf('+') >= 0 || part.indexOf('#') >= 0) {
      throw new Malformed("`+` and `#` stand alone between two slashes");
    }
    if (part.startsWith("{") && part.endsWith("}") && part.length() > 2) {
      return capture(part.substring(1, part.length() - 1), last);
    }
    if (part.indexOf('{') >= 0 || part.indexOf('}') >= 0) {
      throw new Malformed("a capture is a whole level: `/{room}/`");
    }
    return new Level.Fixed(part);
  }

  private static Level capture(String inner, boolean last) throws Malformed {
    boolean rest = inner.endsWith("...");
    String name = rest ? inner.substring(0, inner.length() - 3) : inner;
    if (!name.matches("\\p{L}[\\p{L}\\p{Nd}_]*")) {
      throw new Malformed("`" + name + "` is no name: letters, digits and `_`, a letter first");
    }
    if (rest) {
      requireLast(last, "{" + inner + "}");
      return new Level.CaptureRest(name);
    }
    return new Level.Capture(name);
  }

  private static void requireLast(boolean last, String what) throws Malformed {
    if (!last) {
      throw new Malformed("`" + what + "` takes all remaining levels, so it stands at the end");
    }
  }

  private static @Nullable String nameOf(Level level) {
    return switch (level) {
      case Level.Capture capture -> capture.name();
      case Level.CaptureRest rest -> rest.name();
      case Level.Fixed ignored -> null;
      case Level.One ignored -> null;
      case Level.Rest ignored -> null;
    };
  }

  /** The names of its captures, in order. */
  public List<String> captures() {
    List<String> names = new ArrayList<>();
    for (Level level : levels) {
      String name = nameOf(level);
      if (name != null) {
        names.add(name);
      }
    }
    return names;
  }

  /** Whether the capture of this number takes all remaining levels. */
  public boolean takesRest(int capture) {
    return capture == captures().size() - 1 && levels.getLast() instanceof Level.CaptureRest;
  }

  /** Whether it is one topic and no other. */
  public boolean isExact() {
    return levels.stream().allMatch(Level.Fixed.class::isInstance);
  }

  /**
   * What the captures are for this topic, in order, or null if it does not match. A filter that
   * begins with a wildcard does not match topics that begin with {@code $} (MQTT 5, 4.7.2).
   */
  public String @Nullable [] match(String topic) {
    String[] parts = topic.split("/", -1);
    if (topic.startsWith("$") && !(levels.getFirst() instanceof Level.Fixed)) {
      return null;
    }
    List<String> captured = new ArrayList<>();
    for (int i = 0; i < levels.size(); i++) {
      Level level = levels.get(i);
      if (level instanceof Level.Rest) {
        return captured.toArray(String[]::new);
      }
      if (i >= parts.length) {
        return null;
      }
      switch (level) {
        case Level.Fixed fixed -> {
          if (!fixed.text().equals(parts[i])) {
            return null;
          }
        }
        case Level.Capture ignored -> captured.add(parts[i]);
        case Level.CaptureRest ignored -> {
          captured.add(String.join("/", List.of(parts).subList(i, parts.length)));
          return captured.toArray(String[]::new);
        }
        case Level.One ignored -> {}
        case Level.Rest ignored -> {}
      }
    }
    return parts.length == levels.size() ? captured.toArray(String[]::new) : null;
  }

  /** The filter as MQTT has it: captures are wildcards there. */
  public String subscription() {
    return String.join("/", levels.stream().map(TopicFilter::subscribed).toList());
  }

  private static String subscribed(Level level) {
    return switch (level) {
      case Level.Fixed fixed -> fixed.text();
      case Level.Capture ignored -> "+";
      case Level.One ignored -> "+";
      case Level.CaptureRest ignored -> "#";
      case Level.Rest ignored -> "#";
    };
  }

  /** The pattern as it is written. */
  public String pattern() {
    return String.join("/", levels.stream().map(TopicFilter::written).toList());
  }

  private static String written(Level level) {
    return switch (level) {
      case Level.Fixed fixed -> fixed.text();
      case Level.Capture capture -> "{" + capture.name() + "}";
      case Level.One ignored -> "+";
      case Level.CaptureRest rest -> "{" + rest.name() + "...}";
      case Level.Rest ignored -> "#";
    };
  }

  @Override
  public String toString() {
    return pattern();
  }

  /** Why a text can't be the topic of a message, or null if it can. */
  public static @Nullable String whyNoTopic(String topic) {
    if (topic.isEmpty()) {
      return "it is empty";
    }
    if (topic.indexOf('+') >= 0 || topic.indexOf('#') >= 0) {
      return "it holds a wildcard";
    }
    if (topic.indexOf('\0') >= 0) {
      return "it holds a NUL character";
    }
    return topic.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES
        ? "it is longer than 65,535 bytes"
        : null;
  }
}
