package dev.belfry.format;

import dev.belfry.parse.Parsed;
import dev.belfry.parse.RuleParser;
import dev.belfry.parse.Transcript;
import dev.belfry.source.SourceFile;
import dev.belfry.syntax.Manuscript;

/** Brings rule files into the one layout, in which only white space can change. */
public final class Formatter {
  private Formatter() {}

  /** The file in the layout; it was read again, and says the same. */
  public static Formatted format(SourceFile file) {
    Transcript before = RuleParser.transcribe(file);
    if (before.manuscript().isEmpty()) {
      return new Formatted.Done(file.text(), before.parsed().problems());
    }
    Manuscript manuscript = before.manuscript().get();
    String text = Layout.of(manuscript);
    if (text.equals(file.text())) {
      return new Formatted.Done(text, before.parsed().problems());
    }
    Transcript after = RuleParser.transcribe(new SourceFile(file.name(), text));
    boolean faithful =
        isSame(before.parsed(), after.parsed())
            && after.manuscript().filter(again -> saysTheSame(manuscript, again)).isPresent();
    return faithful
        ? new Formatted.Done(text, before.parsed().problems())
        : new Formatted.Unfaithful();
  }

  private static boolean isSame(Parsed before, Parsed after) {
    return Likeness.between(before.tree().declarations(), after.tree().declarations())
        && before.tree().broken().equals(after.tree().broken())
        && before.problems().size() == after.problems().size();
  }

  private static boolean saysTheSame(Manuscript before, Manuscript after) {
    return Comments.of(before).equals(Comments.of(after));
  }
}
