package dev.belfry.format;

import dev.belfry.format.Item.Bearing;
import dev.belfry.format.Item.Gap;
import dev.belfry.syntax.Manuscript.Form;
import dev.belfry.syntax.Manuscript.Part;
import dev.belfry.syntax.Manuscript.Phrase;
import dev.belfry.syntax.Manuscript.Word;
import java.util.ArrayList;
import java.util.List;

/** Says what stands between the words of a declaration, and where its lines may end. */
final class Spacing {
  private static final int STEP = 2;

  /** Conditions of {@code if} go on further to the right than the actions behind them. */
  private static final int CONDITION_STEP = 4;

  private final List<Item> items = new ArrayList<>();

  private Spacing() {}

  /** A declaration's words with what stands between them. */
  static List<Item> of(Phrase declaration) {
    Spacing spacing = new Spacing();
    spacing.phrase(declaration, STEP);
    return spacing.items;
  }

  private void part(Part part, int step) {
    switch (part) {
      case Word word -> items.add(new Item.Word(word));
      case Phrase phrase -> phrase(phrase, step);
    }
  }

  private void phrase(Phrase phrase, int step) {
    switch (phrase.form()) {
      case TOPIC, LET -> {
        open(STEP, Bearing.LINE);
        definition(phrase);
        close();
      }
      case RULE -> rule(phrase);
      case ALERT, TEST -> body(phrase, 3, Bearing.LINE);
      case BLOCK -> body(phrase, 1, Bearing.AROUND);
      case SENTENCE -> {
        open(STEP, Bearing.LINE);
        parts(phrase, STEP);
        close();
      }
      case IF -> {
        open(STEP, Bearing.LINE);
        parts(phrase, CONDITION_STEP);
        close();
      }
      case JOINED, CONTINUED, CHOICE -> {
        open(step, Bearing.NESTED);
        parts(phrase, STEP);
        close();
      }
      case FIELDS, LIST, ARGUMENTS -> bracketed(phrase);
      case OPTION, FIELD, GROUP, CLINGING, WORDS -> parts(phrase, STEP);
    }
  }

  private void parts(Phrase phrase, int step) {
    for (int i = 0; i < phrase.parts().size(); i++) {
      if (i > 0) {
        items.add(gap(phrase, i));
      }
      part(phrase.parts().get(i), step);
    }
  }

  /** What stands before the part of this number. */
  private static Gap gap(Phrase phrase, int at) {
    Part next = phrase.parts().get(at);
    boolean last = at == phrase.parts().size() - 1;
    if (isArguments(next) || is(next, ",")) {
      return Gap.TIGHT;
    }
    return switch (phrase.form()) {
      case JOINED -> at % 2 == 1 ? Gap.SOFT : Gap.BLANK;
      case CONTINUED -> Gap.SOFT;
      case CHOICE -> is(next, "then") || is(next, "else") ? Gap.SOFT : Gap.BLANK;
      case SENTENCE ->
          next instanceof Phrase inner && inner.form() == Form.OPTION ? Gap.SOFT : Gap.BLANK;
      case IF -> is(next, "else") ? Gap.BLANK_AT_BASE : Gap.BLANK;
      case FIELD -> at == 1 ? Gap.TIGHT : Gap.BLANK;
      case GROUP -> at == 1 || last ? Gap.TIGHT : Gap.BLANK;
      case CLINGING -> Gap.TIGHT;
      case TOPIC, LET, RULE, ALERT, TEST, BLOCK, OPTION, FIELDS, LIST, ARGUMENTS, WORDS ->
          Gap.BLANK;
    };
  }

  private static boolean isArguments(Part part) {
    return part instanceof Phrase phrase && phrase.form() == Form.ARGUMENTS;
  }

  private static boolean is(Part part, String text) {
    return part instanceof Word word && word.text().equals(text);
  }

  /** A topic or a let: {@code =} and {@code :} are columns. */
  private void definition(Phrase phrase) {
    boolean defined = false;
    for (int i = 0; i < phrase.parts().size(); i++) {
      Part part = phrase.parts().get(i);
      boolean column = (is(part, "=") && !defined) || is(part, ":");
      if (i > 0) {
        items.add(column ? Gap.COLUMN : gap(phrase, i));
      }
      defined |= column;
      part(part, STEP);
    }
  }

  private void bracketed(Phrase phrase) {
    boolean wide = phrase.form() == Form.FIELDS;
    List<Part> parts = phrase.parts();
    items.add(new Item.Open(STEP, Bearing.LINE, phrase.form() == Form.ARGUMENTS));
    for (int i = 0; i < parts.size(); i++) {
      if (i > 0) {
        items.add(bracketGap(parts, i, wide));
      }
      part(parts.get(i), STEP);
    }
    close();
  }

  private static Gap bracketGap(List<Part> parts, int at, boolean wide) {
    if (at == parts.size() - 1) {
      return wide && parts.size() > 2 ? Gap.SOFT_AT_BASE : Gap.SOFT_TIGHT_AT_BASE;
    }
    if (at == 1) {
      return wide ? Gap.SOFT : Gap.SOFT_TIGHT;
    }
    return is(parts.get(at), ",") ? Gap.TIGHT : Gap.SOFT;
  }

  /** Braces, with each part between them on a line of its own. */
  private void body(Phrase phrase, int firstInside, Bearing bearing) {
    List<Part> parts = phrase.parts();
    open(STEP, bearing);
    for (int i = 0; i < parts.size(); i++) {
      if (i > 0) {
        items.add(bodyGap(phrase, i, firstInside));
      }
      part(parts.get(i), STEP);
    }
    close();
  }

  private static Gap bodyGap(Phrase phrase, int at, int firstInside) {
    if (at < firstInside) {
      return Gap.BLANK;
    }
    if (at == phrase.parts().size() - 1) {
      return at == firstInside ? Gap.SOFT_TIGHT_AT_BASE : Gap.LAST_LINE_AT_BASE;
    }
    if (at == firstInside) {
      return Gap.FIRST_LINE;
    }
    // Of a test's parts only its start is made of single words.
    return phrase.parts().get(at) instanceof Word ? Gap.BLANK : Gap.LINE;
  }

  private void rule(Phrase phrase) {
    List<Part> parts = phrase.parts();
    boolean guarded = parts.stream().anyMatch(part -> begins(part, "while"));
    open(STEP, Bearing.LINE);
    boolean acting = false;
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      boolean turn = is(part, "then") || is(part, "finally");
      boolean end = i == parts.size() - 1;
      if (acting && (turn || end)) {
        close();
      }
      if (i > 0) {
        items.add(ruleGap(parts, i, end));
      }
      if (guarded && begins(part, "when")) {
        when((Phrase) part);
      } else {
        part(part, STEP);
      }
      if (turn) {
        open(STEP, Bearing.LINE);
        acting = true;
      }
    }
    close();
  }

  private static Gap ruleGap(List<Part> parts, int at, boolean end) {
    Part before = parts.get(at - 1);
    if (at < 3) {
      return Gap.BLANK;
    }
    if (end) {
      return Gap.LAST_LINE_AT_BASE;
    }
    return at == 3 || is(before, "then") || is(before, "finally") ? Gap.FIRST_LINE : Gap.LINE;
  }

  private static boolean begins(Part part, String word) {
    return part instanceof Phrase phrase && is(phrase.parts().getFirst(), word);
  }

  /** The event of a rule that has a state as well: the two stand below each other. */
  private void when(Phrase header) {
    open(STEP, Bearing.LINE);
    part(header.parts().getFirst(), STEP);
    items.add(Gap.TWO_BLANKS);
    part(header.parts().get(1), STEP);
    close();
  }

  private void open(int indent, Bearing bearing) {
    items.add(new Item.Open(indent, bearing, false));
  }

  private void close() {
    items.add(new Item.Close());
  }
}
