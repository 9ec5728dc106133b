package dev.belfry.format;

import dev.belfry.format.Item.Bearing;
import dev.belfry.format.Item.Gap;
import dev.belfry.syntax.Manuscript.Comment;
import dev.belfry.syntax.Manuscript.Word;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Puts the words of one declaration into lines. Frames are broken from the outside inwards, and
 * only where they do not fit; behind a comment a line ends in any case.
 */
final class Typesetter {
  /**
   * A frame in which words are being set.
   *
   * @param base where the line stands that the frame begins in
   * @param inside where lines stand that begin in it
   */
  private record Frame(int base, int inside, boolean broken, Bearing bearing) {}

  private final List<Item> items;
  private final List<Line> lines = new ArrayList<>();
  private final Deque<Frame> frames = new ArrayDeque<>();
  private Frame aroundGap = new Frame(0, 0, false, Bearing.LINE);
  private Line line;
  private Measure measure = Measure.at(0);
  private Gap gap = Gap.FIRST_LINE;

  private Typesetter(List<Item> items, boolean blankBefore) {
    this.items = items;
    this.line = new Line(0, blankBefore);
    frames.push(aroundGap);
  }

  /**
   * The lines of a declaration; comments before its first word are no part of it.
   *
   * @param blankBefore whether a blank line precedes it
   */
  static List<Line> set(List<Item> items, boolean blankBefore) {
    Typesetter typesetter = new Typesetter(items, blankBefore);
    typesetter.set();
    return typesetter.lines;
  }

  private void set() {
    for (int i = 0; i < items.size(); i++) {
      switch (items.get(i)) {
        case Gap next -> {
          gap = next;
          aroundGap = frames.element();
        }
        case Item.Open frame -> frames.push(frame(frame, i));
        case Item.Close ignored -> frames.pop();
        case Item.Word word -> put(word.word());
      }
    }
    lines.add(line);
  }

  private Frame frame(Item.Open open, int at) {
    int base =
        switch (open.bearing()) {
          case LINE -> indentOfNext(at);
          case NESTED -> nestedBase(at);
          case AROUND -> frames.element().base;
        };
    return new Frame(
        base, base + open.indent(), hasCommentInside(at) || !fits(open, at), open.bearing());
  }

  private int nestedBase(int at) {
    Frame around = frames.element();
    int base = indentOfNext(at);
    return around.broken && around.bearing == Bearing.NESTED ? Math.max(base, around.inside) : base;
  }

  /** Where the line stands that the word next to this place is in. */
  private int indentOfNext(int at) {
    return beginsLine(word(at)) ? indentInGap() : line.indent;
  }

  private int indentInGap() {
    return gap.isAtBase() ? aroundGap.base : aroundGap.inside;
  }

  /** Whether a line begins in the gap before this word. */
  private boolean beginsLine(Word word) {
    return gap.isLine()
        || line.comment.isPresent()
        || !word.before().comments().isEmpty()
        || (!word.opening() && (breaksInGap() || !mayFollow(word)));
  }

  private boolean breaksInGap() {
    return gap.isSoft() && aroundGap.broken;
  }

  /** Whether the line can be read with this word in it. */
  private boolean mayFollow(Word word) {
    return measure.after(gap.blanks).after(word.text()).isPossible();
  }

  /** The word at this place or the next behind it. */
  private Word word(int at) {
    for (int i = at; ; i++) {
      if (items.get(i) instanceof Item.Word word) {
        return word.word();
      }
    }
  }

  private void put(Word word) {
    boolean first = lines.isEmpty() && line.code.isEmpty();
    if (!first && beginsLine(word)) {
      begin(word);
    } else if (!first) {
      line.code.append(gap.blanks);
      measure = measure.after(gap.blanks);
      if (gap == Gap.COLUMN) {
        line.columns.add(line.code.length());
      }
    }
    line.code.append(word.text());
    measure = measure.after(word.text());
    line.comment = word.comment();
    gap = Gap.TIGHT;
  }

  private void begin(Word word) {
    boolean keepsBlank = gap.isLine() && gap != Gap.FIRST_LINE;
    int commentIndent = gap == Gap.BLANK_AT_BASE ? aroundGap.base : aroundGap.inside;
    for (Comment comment : word.before().comments()) {
      next(commentIndent, keepsBlank && comment.blankLine());
      line.comment = Optional.of(comment.text());
      keepsBlank = gap.isLine();
    }
    keepsBlank &= gap != Gap.LAST_LINE_AT_BASE;
    next(indentInGap(), keepsBlank && word.before().blankLine());
  }

  private void next(int indent, boolean blankBefore) {
    lines.add(line);
    line = new Line(indent, blankBefore);
    measure = Measure.at(indent);
  }

  /** Whether a comment would end a line in the frame that opens at this place. */
  private boolean hasCommentInside(int at) {
    int depth = 0;
    boolean first = true;
    boolean commented = false;
    for (int i = at; i < items.size(); i++) {
      switch (items.get(i)) {
        case Item.Open ignored -> depth++;
        case Item.Close ignored -> {
          depth--;
          if (depth == 0) {
            return false;
          }
        }
        case Item.Word word -> {
          if (commented || (!first && !word.word().before().comments().isEmpty())) {
            return true;
          }
          first = false;
          commented = word.word().comment().isPresent();
        }
        case Gap ignored -> {}
      }
    }
    return false;
  }

  private boolean fits(Item.Open frame, int at) {
    Measure reached =
        beginsLine(word(at)) ? Measure.at(indentOfNext(at)) : measure.after(gap.blanks);
    int depth = 0;
    int left = 1;
    for (int i = at; i < items.size() && reached.fits(); i++) {
      switch (items.get(i)) {
        case Item.Open ignored -> depth++;
        case Item.Close ignored -> {
          depth--;
          left = Math.min(left, depth);
          if (frame.alone() && left < 1) {
            return reached.fits();
          }
        }
        case Item.Word word -> reached = reached.after(word.word().text());
        case Gap next -> {
          if (next.isLine() || (left < 1 && next.isSoft() && mayBreak(depth, left))) {
            return true;
          }
          reached = reached.after(next.blanks);
        }
      }
    }
    return reached.fits();
  }

  /**
   * Whether a soft gap behind a frame may be a new line: in a frame to come, or in a broken one.
   *
   * @param left how many of the frames around were closed before, as a negative number
   */
  private boolean mayBreak(int depth, int left) {
    return depth > left || frames.stream().skip(-left).limit(1).anyMatch(Frame::broken);
  }
}
