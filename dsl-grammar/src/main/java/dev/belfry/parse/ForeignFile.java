package dev.belfry.parse;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file in which nothing can be read because it was written for another tool. Its author is shown
 * one whole rule, with names of their own where they can be found.
 *
 * @param whose what the file is
 * @param example what it may look like here
 */
record ForeignFile(String whose, String example) {
  /** How much of a file is looked at, in characters. */
  private static final int VIEW = 4_000;

  private static final List<Kind> KINDS =
      List.of(
          new Kind("an alert of Prometheus", "^\\s*(?:-\\s+)?(?:expr|groups):"),
          new Kind(
              "an automation of Home Assistant",
              "^\\s*(?:-\\s+)?(?:alias|triggers?|platform|entity_id|service|automation):"),
          new Kind(
              "YAML, which Belfry reads as its configuration only",
              "\\A(?:\\s*(?:-\\s+)?[\\w-]+:[^\\n]*\\R){2,}"),
          new Kind("a flow of Node-RED", "\\A\\s*\\[\\s*\\{\\s*\"id\""),
          new Kind("JSON", "\\A\\s*[\\[{]\\s*(?:[\\[{]|\"[^\"\\n]*\"\\s*:)"),
          new Kind(
              "a rule of openHAB",
              "^\\s*(?:Item|Thing|Channel|Time cron|System started|Member of)\\b"),
          new Kind("a rule of Tasmota", "\\bON\\s+\\S+#\\S+\\s+DO\\b"),
          new Kind("SQL", "\\A\\s*(?i:select|create\\s+(?:stream|table|rule))\\b"),
          new Kind(
              "JavaScript",
              "\\bmsg\\.|\\bfunction\\s*\\(|=>\\s*\\{|===|\\b(?:const|var|let)\\s+\\w+\\s*=[^\\n]*;"),
          new Kind("a program for a microcontroller", "^\\s*(?:#include|void)\\s+\\S"),
          new Kind(
              "a program in Python",
              "^\\s*(?:def\\s+\\w+\\(|import\\s+\\w+|from\\s+\\w+\\s+import)"));

  private record Kind(String whose, Pattern mark) {
    Kind(String whose, String mark) {
      this(whose, Pattern.compile(mark, Pattern.MULTILINE));
    }
  }

  /** What a file is of which nothing could be read. */
  static Optional<ForeignFile> of(String text) {
    String view = text.substring(0, Math.min(text.length(), VIEW));
    return KINDS.stream()
        .filter(kind -> kind.mark().matcher(view).find())
        .findFirst()
        .map(kind -> new ForeignFile(kind.whose(), example(view)));
  }

  /** What a file of plain words might have become. */
  static String example(String text) {
    Optional<String> condition = found(text, "\\bexpr:\\s*(\\w+\\s*[<>=]+\\s*-?[\\d.]+)");
    String name = found(text, "\\b(?:alias|alert):\\s*\"?([^\"\\n]+?)\"?\\s*$").orElse("Name");
    if (condition.isPresent()) {
      String topic = condition.get().replaceAll("\\W.*", "");
      return "topic %s = \"…\" : number  alert \"%s\" { while %s for 10 min  message \"…\"  notify owner }"
          .formatted(topic, name, condition.get());
    }
    String quoted = found(text, "\\brule\\s+\"([^\"\\n]+)\"").orElse(name);
    return "topic door = \"home/door\"  rule \"%s\" { when door becomes \"%s\" then publish \"hall/light/set\" \"ON\" }"
        .formatted(quoted, found(text, "\\bto:\\s*\"?(\\w+)\"?").orElse("open"));
  }

  private static Optional<String> found(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern, Pattern.MULTILINE).matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
