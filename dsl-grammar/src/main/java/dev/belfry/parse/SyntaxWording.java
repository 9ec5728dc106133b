package dev.belfry.parse;

import dev.belfry.diagnostic.Diagnostic;
import dev.belfry.diagnostic.Nearest;
import dev.belfry.source.SourceFile;
import dev.belfry.source.Span;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All that is said to authors about the form of their declarations. */
final class SyntaxWording {
  private final SourceFile file;

  private SyntaxWording(SourceFile file) {
    this.file = file;
  }

  /** What is said of a problem, and how the author's own line reads when it is put right. */
  static Diagnostic diagnostic(
      SourceFile file, SyntaxProblem problem, Optional<Mender.Mended> mended) {
    Diagnostic said = new SyntaxWording(file).say(narrowed(file, problem, mended));
    return mended.map(it -> said.withHelp(it.help())).orElse(said);
  }

  /** The problem at the smallest thing that must change. */
  private static SyntaxProblem narrowed(
      SourceFile file, SyntaxProblem problem, Optional<Mender.Mended> mended) {
    Optional<Span> at = mended.flatMap(Mender.Mended::at);
    if (at.isEmpty()) {
      return problem;
    }
    String found = file.text(at.get());
    return switch (problem) {
      case SyntaxProblem.Unexpected it ->
          new SyntaxProblem.Unexpected(at.get(), found, it.expected());
      case SyntaxProblem.Outside ignored -> new SyntaxProblem.Outside(at.get(), found);
      default -> problem;
    };
  }

  private Diagnostic say(SyntaxProblem problem) {
    return switch (problem) {
      case SyntaxProblem.Unexpected it ->
          error(
              "E0101",
              it.at(),
              shown(it.found()) + " can't stand here",
              "not expected here",
              Hints.hint(it));
      case SyntaxProblem.MissingBrace it -> missingBrace(it);
      case SyntaxProblem.CutShort it ->
          error(
              "E0103",
              it.at(),
              "something is missing before this " + place(it.at()),
              "not complete",
              Hints.missing(it.expected()));
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
      case SyntaxProblem.NotRules it ->
          error(
              "E0105",
              it.at(),
              it.whose().isEmpty()
                  ? "nothing in this file is a rule"
                  : "this file is " + it.whose() + ", not a file of rules",
              "no `topic`, `let`, `rule`, `alert` or `test`",
              "such a file reads: " + it.example());
      case SyntaxProblem.LetInActions it ->
          error(
              "E0105",
              it.at(),
              "a `let` can't stand within a rule",
              "it stands by itself",
              "move this line up, before the rule: a `let` is read anew wherever it is used");
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
      case SyntaxProblem.NoUnit it ->
          it.word().isEmpty()
              ? error(
                  "E0113",
                  it.at(),
                  "`" + it.number() + "` has no unit of time",
                  "of what?",
                  "write `"
                      + it.number()
                      + " s`, `"
                      + it.number()
                      + " min` or `"
                      + it.number()
                      + " h`")
              : error(
                  "E0113",
                  it.at(),
                  "`" + it.word() + "` is no unit of time",
                  "not a unit",
                  Hints.unit(it.number(), it.word()));
      case SyntaxProblem.QuoteInText it ->
          error(
              "E0114",
              it.at(),
              "the text before this ended at a quote",
              "no longer part of the text",
              "write \\\" for a quote within a text; an object needs no quotes around it:"
                  + " { state: \"ON\" }");
      case SyntaxProblem.Twice it ->
          error(
              "E0108",
              it.at(),
              "`" + it.what() + "` stands here a second time",
              "the second one",
              "join the two into one");
      case SyntaxProblem.Impossible it ->
          error("E0110", it.at(), "`" + it.what() + "` is not possible", it.why(), null);
      case SyntaxProblem.TooMuch it ->
          error(
              "E0111",
              it.at(),
              "more than "
                  + it.limit()
                  + " "
                  + it.what()
                  + (it.what().endsWith("line") ? "" : " in one declaration"),
              "too much from here on",
              it.what().endsWith("line") ? "break the line" : "split it into several declarations");
      default -> throw new IllegalStateException(problem.toString());
    };
  }

  private Diagnostic missingBrace(SyntaxProblem.MissingBrace it) {
    return Diagnostic.error(
        "E0102",
        file,
        it.at(),
        "a `}` is missing before this place: the " + it.what() + " is never closed",
        "`}` expected before this",
        List.of(new Diagnostic.Label(file, it.opened(), "opened here")),
        "add a `}` at the end of the " + it.what());
  }

  private Diagnostic outside(SyntaxProblem.Outside it) {
    String help =
        Nearest.of(it.found(), Cutter.OPENING_WORDS)
            .map(word -> "did you mean `" + word + "`?")
            .orElse("a file is made of `topic`, `let`, `rule`, `alert` and `test`");
    return error(
        "E0105", it.at(), "nothing begins with " + shown(it.found()), "not a beginning", help);
  }

  private String place(Span at) {
    return file.text(at).equals("}") ? "`}`" : "place";
  }

  /** What was found, in words where nobody can see it. */
  private static String shown(String found) {
    int first = found.codePointAt(0);
    if (Character.isSpaceChar(first) || Character.getType(first) == Character.FORMAT) {
      return (Character.isSpaceChar(first) ? "a blank of another kind" : "an invisible character")
          + String.format(" (U+%04X)", first);
    }
    return "`" + (found.length() <= 40 ? found : found.substring(0, 40) + "…") + "`";
  }

  private Diagnostic error(
      String code, Span at, String message, String label, @Nullable String help) {
    return Diagnostic.error(code, file, at, message, label, List.of(), help);
  }
}
