package dev.belfry.format;

import dev.belfry.syntax.Manuscript;
import dev.belfry.syntax.Manuscript.Comment;
import dev.belfry.syntax.Manuscript.Form;
import dev.belfry.syntax.Manuscript.Margin;
import dev.belfry.syntax.Manuscript.Part;
import dev.belfry.syntax.Manuscript.Passage;
import dev.belfry.syntax.Manuscript.Phrase;
import dev.belfry.syntax.Manuscript.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lays a whole manuscript out: its declarations, and what stands between them. */
final class Layout {
  private final List<Line> lines = new ArrayList<>();

  private Layout() {}

  /** The text of a file that says the same, in the one layout. */
  static String of(Manuscript manuscript) {
    Layout layout = new Layout();
    boolean quotedBefore = false;
    for (Passage passage : manuscript.passages()) {
      boolean quoted = isQuoted(passage);
      layout.add(passage, !layout.lines.isEmpty() && (quoted || quotedBefore));
      quotedBefore = quoted;
    }
    layout.addComments(manuscript.end(), false);
    return layout.text();
  }

  /** Rules, alerts and tests stand apart from what is around them. */
  private static boolean isQuoted(Passage passage) {
    return switch (passage) {
      case Manuscript.Illegible illegible -> illegible.quoted();
      case Manuscript.Legible legible ->
          switch (legible.declaration().form()) {
            case RULE, ALERT, TEST -> true;
            default -> false;
          };
    };
  }

  private void add(Passage passage, boolean apart) {
    Margin before = before(passage);
    boolean hasBlank =
        before.blankLine() || before.comments().stream().anyMatch(Comment::blankLine);
    boolean addsBlank = apart && !hasBlank;
    addComments(before, addsBlank);
    boolean blank = before.blankLine() || (addsBlank && before.comments().isEmpty());
    blank &= !lines.isEmpty();
    switch (passage) {
      case Manuscript.Legible legible -> add(legible.declaration(), blank);
      case Manuscript.Illegible illegible -> {
        Line line = new Line(0, blank);
        line.code.append(illegible.text());
        line.comment = illegible.comment();
        lines.add(line);
      }
    }
  }

  private void add(Phrase declaration, boolean blankBefore) {
    List<Line> set = Typesetter.set(Spacing.of(declaration), blankBefore);
    if (set.size() == 1 && set.getFirst().isWhole()) {
      set.getFirst().kind = kind(declaration.form());
    }
    lines.addAll(set);
  }

  private static Line.Kind kind(Form form) {
    return form == Form.TOPIC
        ? Line.Kind.TOPIC
        : form == Form.LET ? Line.Kind.LET : Line.Kind.OTHER;
  }

  private void addComments(Margin margin, boolean blankBefore) {
    boolean adds = blankBefore;
    for (Comment comment : margin.comments()) {
      Line line = new Line(0, !lines.isEmpty() && (comment.blankLine() || adds));
      line.comment = Optional.of(comment.text());
      lines.add(line);
      adds = false;
    }
  }

  private static Margin before(Passage passage) {
    return switch (passage) {
      case Manuscript.Illegible illegible -> illegible.before();
      case Manuscript.Legible legible -> first(legible.declaration()).before();
    };
  }

  private static Word first(Part part) {
    return switch (part) {
      case Word word -> word;
      case Phrase phrase -> first(phrase.parts().getFirst());
    };
  }

  private String text() {
    Columns.alignSigns(lines);
    Columns.alignComments(lines);
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> line.appendTo(text));
    return text.toString();
  }
}
