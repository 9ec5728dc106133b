package dev.belfry.parse;

import dev.belfry.diagnostic.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What to type instead of something that can't stand where it does. */
final class Hints {
  /** How many possibilities a help line names. */
  private static final int NAMED_POSSIBILITIES = 7;

  /** Words that are short for what else may stand wherever they may. */
  private static final List<Group> GROUPS =
      List.of(
          new Group("'publish'", "an action (`publish`, `notify`, `call`, `wait`, `if` …)"),
          new Group("'send'", "a step (`given`, `send`, `after`, `at`, `restart`, `expect`)"),
          new Group("'becomes'", "an event (`becomes`, `changes`, `rises above` …)"),
          new Group("'between'", "a comparison (`is`, `<`, `between` …)"),
          new Group("'when'", "`when`, `while`, `at most` or `then`"),
          new Group("'null'", "a value (a topic, a number, a text in quotes …)"));

  /** A word that stands for others which may stand wherever it may, and what they are. */
  private record Group(String word, String described) {}

  private static final List<String> WORDS =
      IntStream.rangeClosed(1, RulesLexer.VOCABULARY.getMaxTokenType())
          .mapToObj(RulesLexer.VOCABULARY::getDisplayName)
          .filter(Hints::isWord)
          .map(Hints::bare)
          .toList();

  private static final List<String> ONE = List.of("second", "minute", "hour", "day", "week");

  private static final List<String> SEVERAL =
      List.of("ms", "s", "sec", "seconds", "min", "minutes", "h", "hours", "days", "weeks");

  private Hints() {}

  /** What to write for something that can't stand at its place, if there is a good guess. */
  static @Nullable String hint(SyntaxProblem.Unexpected it) {
    String found = it.found();
    if (found.equals("}")) {
      return "there is one `}` too many";
    }
    boolean word = Character.isLetter(found.codePointAt(0));
    List<String> words = it.expected().stream().filter(Hints::isWord).map(Hints::bare).toList();
    Optional<String> near = word ? Nearest.of(found, words) : Optional.empty();
    if (near.isPresent()) {
      return "did you mean `" + near.get() + "`?";
    }
    if (word && it.expected().contains("TEXT") && !WORDS.contains(found)) {
      return "put it in quotes: \"" + found + "\"";
    }
    return Nearest.of(word && !WORDS.contains(found) ? found : "", Cutter.OPENING_WORDS)
        .map(opening -> "did you mean `" + opening + "`?")
        .orElseGet(() -> possibilities(it.expected()));
  }

  /** Whether a word, in small letters, is one of the language's own. */
  static boolean isKeyword(String word) {
    return WORDS.contains(word);
  }

  /** What to add where something is missing. */
  static @Nullable String missing(List<String> expected) {
    return expected.contains("'else'") && !expected.contains("'}'")
        ? "a value has both: `if … then … else …`"
        : possibilities(expected);
  }

  /** What may stand at a place, in few words, or null where that would be too much. */
  static @Nullable String possibilities(List<String> expected) {
    List<String> named = new ArrayList<>();
    boolean values = expected.contains("'null'");
    GROUPS.stream()
        .filter(group -> expected.contains(group.word()))
        .forEach(group -> named.add(group.described()));
    if (named.isEmpty()) {
      boolean names = expected.contains("IDENTIFIER");
      expected.stream()
          .filter(display -> !values && (!names || !isWord(display)))
          .map(Hints::possibility)
          .forEach(named::add);
    }
    return named.isEmpty() || named.size() > NAMED_POSSIBILITIES
        ? null
        : "here may stand: " + String.join(", ", named);
  }

  /** The unit that was probably meant. */
  static String unit(String number, String word) {
    return Optional.ofNullable(TimeHabits.unit(word))
        .or(() -> Nearest.of(word, number.equals("1") ? ONE : SEVERAL))
        .map(unit -> "did you mean `" + number + " " + unit + "`?")
        .orElse("there are `ms`, `s`, `min`, `h`, `days` and `weeks`");
  }

  private static String possibility(String display) {
    return switch (display) {
      case "TEXT" -> "a text in quotes";
      case "NUMBER" -> "a number";
      case "DURATION" -> "a duration like `5 min`";
      case "TIME" -> "a time of day like `07:30`";
      case "DATE" -> "a day like `2026-01-31`";
      case "IDENTIFIER" -> "a name";
      default -> "`" + bare(display) + "`";
    };
  }

  private static boolean isWord(String display) {
    return display.startsWith("'") && Character.isLetter(display.charAt(1));
  }

  private static String bare(String display) {
    return display.replace("'", "");
  }
}
