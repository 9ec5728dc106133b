package dev.belfry.parse;

import dev.belfry.diagnostic.Diagnostic;
import dev.belfry.diagnostic.Nearest;
import dev.belfry.source.SourceFile;
import dev.belfry.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All that is said to authors about the form of their declarations. */
final class SyntaxWording {
  /** How many possibilities a help line names. */
  private static final int NAMED_POSSIBILITIES = 6;

  private final SourceFile file;

  private SyntaxWording(SourceFile file) {
    this.file = file;
  }

  static Diagnostic diagnostic(SourceFile file, SyntaxProblem problem) {
    return new SyntaxWording(file).say(problem);
  }

  private Diagnostic say(SyntaxProblem problem) {
    return switch (problem) {
      case SyntaxProblem.Unexpected it ->
          error(
              "E0101",
              it.at(),
              "`" + shown(it.found()) + "` can't stand here",
              "not expected here",
              hint(it));
      case SyntaxProblem.MissingBrace it -> missingBrace(it);
      case SyntaxProblem.CutShort it ->
          error(
              "E0103",
              it.at(),
              "something is missing before this place",
              "not complete",
              possibilities(it.expected()));
      case SyntaxProblem.UnclosedText it ->
          error(
              "E0104",
              it.at(),
              "this text is never closed",
              "it begins here",
              "end it with \" on the same line, or use \"\"\" for several lines");
      case SyntaxProblem.UnclosedHole it ->
          error(
              "E0104",
              it.at(),
              "this `{` begins a value to put into the text, and is never closed",
              "it begins here",
              "close it: \"{room}\", or write \\{ for the brace itself");
      case SyntaxProblem.Outside it -> outside(it);
      default -> sayMore(problem);
    };
  }

  private Diagnostic sayMore(SyntaxProblem problem) {
    return switch (problem) {
      case SyntaxProblem.BadEscape it ->
          error(
              "E0106",
              it.at(),
              "`" + it.written() + "` stands for nothing",
              "no such escape",
              "there are \\{ \\\" \\\\ \\n \\t and \\u{1F514}; a backslash itself is \\\\");
      case SyntaxProblem.BadCharacter it ->
          error(
              "E0107",
              it.at(),
              "`" + it.written() + "` is no character",
              "no such character",
              "write its number in hexadecimal: \\u{1F514}");
      case SyntaxProblem.Twice it ->
          error(
              "E0108",
              it.at(),
              "`" + it.what() + "` stands here a second time",
              "the second one",
              "join the two into one");
      case SyntaxProblem.Lacking it ->
          error(
              "E0109", it.at(), "there is no `" + it.what() + "`", "nothing of it here", it.help());
      case SyntaxProblem.Impossible it ->
          error("E0110", it.at(), "`" + it.what() + "` is not possible", it.why(), null);
      case SyntaxProblem.TooMuch it ->
          error(
              "E0111",
              it.at(),
              "more than " + it.limit() + " " + it.what() + " in one declaration",
              "too much from here on",
              "split it into several declarations");
      default -> throw new IllegalStateException(problem.toString());
    };
  }

  private Diagnostic missingBrace(SyntaxProblem.MissingBrace it) {
    return new Diagnostic(
        "E0102",
        Diagnostic.Severity.ERROR,
        file,
        it.at(),
        "a `}` is missing before this place: the " + it.what() + " is never closed",
        "`}` expected before this",
        List.of(new Diagnostic.Label(file, it.opened(), "opened here")),
        Optional.of("add a `}` at the end of the " + it.what()));
  }

  private Diagnostic outside(SyntaxProblem.Outside it) {
    String help =
        Nearest.of(it.found(), List.of("topic", "let", "rule", "alert", "test"))
            .map(word -> "did you mean `" + word + "`?")
            .orElse("a file is made of `topic`, `let`, `rule`, `alert` and `test`");
    return error(
        "E0105",
        it.at(),
        "nothing begins with `" + shown(it.found()) + "`",
        "not a beginning",
        help);
  }

  private static @Nullable String hint(SyntaxProblem.Unexpected it) {
    String targeted =
        switch (it.found()) {
          case "=" ->
              it.next().equals(">")
                  ? "actions follow after `then`"
                  : "compare with `is`, or with `==`";
          case "-" -> it.next().equals(">") ? "actions follow after `then`" : null;
          case "&", "&&" -> "write `and`";
          case "|", "||" -> "write `or`";
          case "!" -> "write `not`";
          case ";" -> "nothing needs to stand between two actions";
          case "'", "‘", "’", "“", "”", "„" ->
              "texts stand between straight double quotes: \"text\"";
          case "if" -> "`if` stands among actions; a rule asks a state with `while`";
          case "do" -> "actions follow after `then`";
          case "unless" -> "write `while not (…)`";
          case "elif", "elsif", "elseif" -> "write `else if`";
          default -> null;
        };
    if (targeted != null) {
      return targeted;
    }
    if (it.expected().contains("TEXT") && Character.isLetter(it.found().codePointAt(0))) {
      return "put it in quotes: \"" + it.found() + "\"";
    }
    return Nearest.of(it.found(), words(it.expected()))
        .map(word -> "did you mean `" + word + "`?")
        .orElseGet(() -> possibilities(it.expected()));
  }

  private static @Nullable String possibilities(List<String> expected) {
    if (expected.isEmpty() || expected.size() > NAMED_POSSIBILITIES) {
      return null;
    }
    return "here may stand: "
        + expected.stream().map(SyntaxWording::possibility).collect(Collectors.joining(", "));
  }

  private static String possibility(String display) {
    return switch (display) {
      case "TEXT" -> "a text in quotes";
      case "NUMBER" -> "a number";
      case "DURATION" -> "a duration like `5 min`";
      case "TIME" -> "a time of day like `07:30`";
      case "DATE" -> "a day like `2026-01-31`";
      case "IDENTIFIER" -> "a name";
      default -> "`" + display.replace("'", "") + "`";
    };
  }

  private static List<String> words(List<String> expected) {
    return expected.stream()
        .filter(display -> display.startsWith("'") && Character.isLetter(display.charAt(1)))
        .map(display -> display.replace("'", ""))
        .toList();
  }

  private static String shown(String found) {
    return found.length() <= 40 ? found : found.substring(0, 40) + "…";
  }

  private Diagnostic error(
      String code, Span at, String message, String label, @Nullable String help) {
    return new Diagnostic(
        code,
        Diagnostic.Severity.ERROR,
        file,
        at,
        message,
        label,
        List.of(),
        Optional.ofNullable(help));
  }
}
