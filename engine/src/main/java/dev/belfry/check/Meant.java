package dev.belfry.check;

import dev.belfry.codec.Type;
import dev.belfry.diagnostic.Nearest;
import dev.belfry.source.Span;
import java.time.DayOfWeek;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What authors who know other tools probably meant by something that is well formed and wrong. */
final class Meant {
  /** Words of other tools for what a closed list calls by another name. */
  private static final Map<String, Map<String, String>> WORDS =
      Map.of(
          "type",
          Map.ofEntries(
              Map.entry("float", "number"),
              Map.entry("double", "number"),
              Map.entry("int", "number"),
              Map.entry("integer", "number"),
              Map.entry("decimal", "number"),
              Map.entry("real", "number"),
              Map.entry("numeric", "number"),
              Map.entry("string", "text"),
              Map.entry("str", "text"),
              Map.entry("char", "text"),
              Map.entry("boolean", "bool"),
              Map.entry("switch", "bool"),
              Map.entry("json", "any"),
              Map.entry("object", "any")),
          "severity",
          Map.of(
              "high", "critical",
              "error", "critical",
              "page", "critical",
              "medium", "warning",
              "warn", "warning",
              "low", "info",
              "notice", "info"),
          "priority",
          Map.of("urgent", "critical", "medium", "normal", "default", "normal"),
          "level",
          Map.of("warning", "warn", "err", "error", "trace", "debug"));

  private static final List<String> DARK =
      List.of("dark", "night", "below_horizon", "sunset", "set");
  private static final List<String> LIGHT =
      List.of("daylight", "light", "day", "above_horizon", "risen");

  /** What stands behind a name of which something is said. */
  private static final Pattern SAID_OF =
      Pattern.compile(
          "^(?:\\([^)]*\\))?\\s*(?:\\.|[<>=!]=?|is\\b|becomes|changes|updates|receives|rises|falls|silent"
              + "|between|in\\b|contains|starts|ends|matches)");

  private static final Pattern COMPARISON =
      Pattern.compile(
          "(.+?)\\s*(\\bis not\\b|\\bis above\\b|\\bis below\\b|\\bis\\b|[<>!=]=?)\\s*(.+)");
  private static final Pattern NOT_FOR = Pattern.compile("not\\s+([\\w.()\"]+)\\s+for\\s+(.+)");
  private static final Pattern EVENT =
      Pattern.compile("(.+?)\\s+(becomes|receives|changes to|rises above|falls below)\\s+(.+)");
  private static final Pattern SECOND_TEXT =
      Pattern.compile("(\\S+)\\s+(?:is|==)\\s+(\"[^\"]*\")\\s+or\\s+$");

  private static final Pattern IT_IS =
      Pattern.compile("^\\s+is\\s+(dark|night|light|daylight|day)\\b");

  /** What is no topic, and never becomes anything. */
  private static final Pattern NO_TOPIC =
      Pattern.compile(
          "(?:alert\\b|client\\(|(?:time|date|weekday|sun|now)\\b"
              + "|(?:avg|min|max|sum|count|stddev|change|age|previous|any|all|none)\\().*");

  /** The shortest beginning of a word that is taken for the word, in letters. */
  private static final int SHORTEST_BEGINNING = 3;

  private final Saying say;

  Meant(Saying say) {
    this.say = say;
  }

  private static String didYouMean(String word) {
    return "did you mean `" + word + "`?";
  }

  static boolean isDay(String word) {
    return Stream.of(DayOfWeek.values()).anyMatch(day -> day.name().equalsIgnoreCase(word));
  }

  /** A name that nothing bears. */
  @Nullable String unknown(CheckProblem.UnknownName it) {
    Optional<String> near = Nearest.of(it.name(), it.known());
    if (near.isPresent()) {
      return didYouMean(near.get());
    }
    String small = it.name().toLowerCase(Locale.ROOT);
    Matcher dark = IT_IS.matcher(say.behind(it.at()));
    if (small.equals("it") && dark.find()) {
      Span all = new Span(it.at().start(), it.at().end() + dark.end());
      boolean up = LIGHT.contains(dark.group(1));
      return "ask for the sun: " + say.line(all, "sun is \"" + (up ? "up" : "down") + "\"");
    }
    if (DARK.contains(small) || LIGHT.contains(small)) {
      return "ask for the sun: `sun is \"" + (LIGHT.contains(small) ? "up" : "down") + "\"`";
    }
    if (small.equals("payload") || small.equals("msg")) {
      return "what a message says is its `value`: write " + say.line(it.at(), "value");
    }
    if (SAID_OF.matcher(say.behind(it.at())).find()) {
      return "declare it: `topic " + it.name() + " = \"home/" + it.name() + "\"`";
    }
    return it.called()
        ? null
        : "if a text is meant, put it in quotes: "
            + say.line(it.at(), "\"" + (isDay(small) ? small : it.name()) + "\"");
  }

  /** A word that is not on a closed list. */
  String word(CheckProblem.NotOneOf it) {
    String small = it.word().toLowerCase(Locale.ROOT);
    return Optional.ofNullable(WORDS.getOrDefault(it.kind(), Map.of()).get(small))
        .map(word -> "write " + say.line(it.at(), word))
        .or(() -> Nearest.of(it.word(), it.known()).map(Meant::didYouMean))
        .or(() ->
            it.known().stream()
                .filter(known -> isShort(small, known))
                .sorted()
                .findFirst()
                .map(Meant::didYouMean))
        .orElseGet(() -> "write one of " + Saying.listed(it.known()));
  }

  /** Whether one is the beginning of the other: {@code mon} and {@code warning}. */
  private static boolean isShort(String word, String known) {
    return Math.min(word.length(), known.length()) >= SHORTEST_BEGINNING
        && (known.startsWith(word) || word.startsWith(known));
  }

  /** A name of the configuration that is not there. */
  String configured(CheckProblem.NotConfigured it) {
    Collection<String> known = it.known();
    if (known.isEmpty()) {
      return it.kind().equals("broker")
          ? "leave `from` out: there is one broker"
          : "declare it under `" + it.kind() + "s` in the configuration";
    }
    return Nearest.of(it.name(), known)
        .map(Meant::didYouMean)
        .orElseGet(() ->
            (known.size() == 1
                    ? "write " + say.line(it.at(), known.iterator().next())
                    : "write one of " + Saying.listed(known))
                + ", or add `"
                + it.name()
                + "` to the configuration");
  }

  /** A state where an event must stand. */
  String event(CheckProblem.StateInWhen it) {
    Matcher notFor = NOT_FOR.matcher(say.written(it.at()));
    if (notFor.matches()) {
      String state = "(not " + notFor.group(1) + ") for " + notFor.group(2);
      return "`for` binds closer than `not`: write " + say.line(it.at(), state);
    }
    Matcher found = COMPARISON.matcher(say.written(it.at()));
    if (!found.matches()) {
      return "write `updates` or `becomes`, or put it behind `while`";
    }
    if (NO_TOPIC.matcher(found.group(1)).matches()) {
      return "put it behind `while`: `while " + say.written(it.at()) + "`";
    }
    String word =
        switch (found.group(2)) {
          case "is", "==" -> " becomes ";
          case ">", ">=", "is above" -> " rises above ";
          case "<", "<=", "is below" -> " falls below ";
          default -> "";
        };
    return word.isEmpty()
        ? "put it behind `while`: `while " + say.written(it.at()) + "`"
        : "write "
            + say.line(it.at(), found.group(1) + word + found.group(3))
            + ", or put it behind `while`";
  }

  /** An event where a state must stand. */
  String state(CheckProblem.EventInState it) {
    Matcher found = EVENT.matcher(say.written(it.at()));
    if (!found.matches()) {
      return "write `when … " + it.word() + " …`, or ask a state: `is`, `<`, `between` …";
    }
    String word =
        switch (found.group(2)) {
          case "rises above" -> " > ";
          case "falls below" -> " < ";
          default -> " is ";
        };
    String state = say.line(it.at(), found.group(1) + word + found.group(3));
    return say.before(it.at()).matches("(?:.*\\s)?while\\s+")
        ? "write " + state + ", or `when` for the moment at which it happens"
        : "what lasts is asked like this: " + state;
  }

  /** A value where a state must stand. */
  String notAState(Span at) {
    Matcher second = SECOND_TEXT.matcher(say.before(at));
    if (second.find()) {
      Span all = new Span(at.start() - second.group().length(), at.end());
      String list = " in [" + second.group(2) + ", " + say.written(at) + "]";
      return "write " + say.line(all, second.group(1) + list);
    }
    Matcher lasting = Pattern.compile("^\\s*for\\s+(\\d[\\w ]*)").matcher(say.behind(at));
    return say.before(at).matches("\\s*(?:publish|set)\\s.*") && lasting.find()
        ? "let time pass: `"
            + say.before(at).strip()
            + " "
            + say.written(at)
            + " wait "
            + lasting.group(1).strip()
            + "`, and then publish what shall be behind it"
        : "compare it: `is`, `<`, `between` …";
  }

  /** A text that is compared with a number, or with true and false. */
  @Nullable String compared(CheckProblem.Mismatch it) {
    String text = it.right().toLowerCase(Locale.ROOT);
    if (it.leftType() == Type.Simple.BOOL) {
      boolean on = List.of("\"true\"", "\"on\"", "\"yes\"", "\"1\"", "1").contains(text);
      boolean off = List.of("\"false\"", "\"off\"", "\"no\"", "\"0\"", "0").contains(text);
      return on || off
          ? "write " + say.line(it.at(), on ? "true" : "false")
          : "write `is true` or `is false`";
    }
    if (it.rightType() == Type.Simple.NUMBER) {
      return besideNumber(it.leftType());
    }
    boolean number = it.leftType() == Type.Simple.NUMBER;
    if (!number || !text.startsWith("\"") || it.rightType() != Type.Simple.TEXT) {
      return null;
    }
    String bare = text.replace("\"", "");
    return bare.matches("-?\\d+(?:\\.\\d+)?")
        ? "write the number without quotes: " + say.line(it.at(), bare)
        : "compare it with a number: `" + it.left() + " > 20`, or `rises above 20` behind `when`";
  }

  private static @Nullable String besideNumber(Type type) {
    if (type == Type.Simple.STRETCH) {
      return "write the unit behind the number: `5 min`";
    }
    if (type == Type.Simple.CLOCK) {
      return "a time of day has a colon: `07:00`";
    }
    return type == Type.Simple.TEXT || type instanceof Type.OneOf
        ? "a text stands in quotes; a topic of numbers is declared with `: number`"
        : null;
  }

  /** A name in actions that nothing bears and no topic captures. */
  String unbound(CheckProblem.Unbound it) {
    Optional<String> near = Nearest.of(it.name(), it.known());
    String header = "name it in the header: `when door(" + it.name() + ") …`";
    return near.isPresent()
        ? didYouMean(near.get())
        : say.before(it.at()).matches(".*\\{\\s*")
            ? header
            : "put a text in quotes: "
                + say.line(it.at(), "\"" + it.name() + "\"")
                + "; or, for a capture, "
                + header;
  }

  /** A pattern that no broker takes. */
  @Nullable String pattern(CheckProblem.BadPattern it) {
    if (it.why().contains("wildcard")) {
      return "a message goes to one topic: write a name, or put one in: \"home/{room}/light\"";
    }
    if (it.why().contains("without a slash")) {
      return "to take several levels, end the pattern with `{name...}`";
    }
    if (it.why().contains("whole level")) {
      return "let it take the whole level, as in \"home/{room}/door\"";
    }
    String better = it.pattern().replace("#/", "+/").replaceAll("[^/]*[+#][^/]+|[^/]+[+#]", "+");
    return better.equals(it.pattern()) ? null : "for any one level write \"" + better + "\"";
  }
}
