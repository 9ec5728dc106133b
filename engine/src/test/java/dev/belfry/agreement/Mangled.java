package dev.belfry.agreement;

import dev.belfry.parse.RuleParser;
import dev.belfry.source.SourceFile;
import dev.belfry.syntax.Manuscript;
import dev.belfry.syntax.Manuscript.Part;
import dev.belfry.syntax.Manuscript.Phrase;
import dev.belfry.syntax.Manuscript.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A file that says the same as another and looks as nobody would write it.
 *
 * @param comments those that were put in, in their order
 */
record Mangled(String text, List<String> comments) {
  private static final Pattern BLANK = Pattern.compile(" ");
  private static final String GLUED = "()[]{},";

  /** What may stand between two words; the wilder half comes last. */
  private static final List<String> BLANKS =
      List.of(
          " ",
          "\n",
          "  ",
          "\t",
          "\r\n",
          " \f \n\t",
          "\n\n",
          "\r\n\r\n\r\n",
          " \n \n",
          "#",
          "\n#\n");

  private static final int TAME = 6;

  /**
   * Mangles a file that can be read as a whole; its own comments are left out.
   *
   * @param wildly with comments and blank lines
   */
  static Mangled of(String text, Choices choices, boolean wildly) {
    Manuscript manuscript =
        RuleParser.transcribe(new SourceFile("x.rules", text)).manuscript().orElseThrow();
    Mangling mangling = new Mangling(choices, wildly);
    for (Manuscript.Passage passage : manuscript.passages()) {
      mangling.add(((Manuscript.Legible) passage).declaration());
    }
    mangling.end();
    return new Mangled(mangling.text.toString(), mangling.comments);
  }

  private static final class Mangling {
    final StringBuilder text = new StringBuilder();
    final List<String> comments = new ArrayList<>();
    private final Choices choices;
    private final boolean isWild;
    private Optional<String> before = Optional.empty();

    Mangling(Choices choices, boolean isWild) {
      this.choices = choices;
      this.isWild = isWild;
    }

    void add(Phrase declaration) {
      if (before.isPresent()) {
        text.append(isWild ? blank(false) : "").append('\n');
        before = Optional.empty();
      }
      words(declaration);
    }

    private void words(Part part) {
      switch (part) {
        case Phrase phrase -> phrase.parts().forEach(this::words);
        case Word word -> {
          before.ifPresent(last -> text.append(between(last, word)));
          text.append(written(word.text()));
          before = Optional.of(word.text());
        }
      }
    }

    private String between(String last, Word word) {
      boolean mayGlue = GLUED.contains(last) || GLUED.contains(word.text());
      return mayGlue && choices.percent(50) ? "" : blank(word.opening());
    }

    /** A duration with other blanks inside, or else the word. */
    private String written(String word) {
      if (!word.matches("[0-9][^\"]* .*")) {
        return word;
      }
      StringBuilder written = new StringBuilder();
      for (String part : BLANK.splitAsStream(word).toList()) {
        written.append(part).append(choices.of("", " ", "\t  "));
      }
      return written.toString().strip();
    }

    private String blank(boolean inLine) {
      String blank = choices.of(isWild ? BLANKS : BLANKS.subList(0, TAME));
      if (inLine) {
        return " ";
      }
      if (!blank.contains("#")) {
        return blank;
      }
      String comment =
          "# c" + comments.size() + choices.of("", " { \"", " # rule \"\" {", "\uD83D\uDD14");
      comments.add(comment);
      return blank.replace(
          "#", choices.of(" ", "") + comment + choices.of("", " \t") + choices.of("\n", "\r\n"));
    }

    void end() {
      text.append(blank(false));
    }
  }
}
