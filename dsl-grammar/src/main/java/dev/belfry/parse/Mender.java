package dev.belfry.parse;

import dev.belfry.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/**
 * Puts the author's own line right. What stands at the place of a problem is compared with the
 * {@link Habits} of other tools; one is believed only if the declaration, read again with it, makes
 * sense beyond that place. So a guess changes what is said about a mistake and never what is
 * accepted.
 */
final class Mender {
  /** How much text before and behind a problem is compared with habits, in characters. */
  private static final int VIEW = 400;

  /** Longer declarations are not read again and again, in characters. */
  private static final int LONGEST = 20_000;

  /** How many mistakes in one line are put right. */
  private static final int MOST_IN_LINE = 6;

  /** Longer lines are not shown in a help line, in characters. */
  private static final int LONGEST_SHOWN = 120;

  /** Two characters of one word, number or time of day. */
  private static final Pattern WORD =
      Pattern.compile("[\\p{L}\\p{Nd}]{2}|\\p{Nd}[.:]|[.:]\\p{Nd}|\\p{L}'|'\\p{L}");

  private static final int EVERYTHING = Integer.MAX_VALUE;

  /**
   * What to say instead.
   *
   * @param at what must change, if that is a part of one line
   */
  record Mended(Optional<Span> at, String help) {
    /** The same in a file, where the declaration begins at this offset. */
    Mended movedBy(int start) {
      return new Mended(at.map(it -> new Span(it.start() + start, it.end() + start)), help);
    }
  }

  /** A text after one habit was put right in it, and how far it then makes sense. */
  private record Step(Habit habit, String text, int start, int end, int oldEnd, int reach) {}

  private Mender() {}

  /**
   * Tries to put a problem right.
   *
   * @param piece the text of the declaration
   * @param place where in it the problem was found
   */
  static Optional<Mended> mend(String piece, int place) {
    if (piece.length() > LONGEST || place < 0 || place > piece.length()) {
      return Optional.empty();
    }
    Step first = step(piece, place);
    if (first == null) {
      return Optional.empty();
    }
    Step last = first;
    int lineStart = lineStart(first.text, first.start);
    for (int i = 1; i < MOST_IN_LINE && isInLine(last); i++) {
      Step next = step(last.text, last.reach);
      if (next == null || next.start < lineStart) {
        break;
      }
      last = next;
    }
    return Optional.of(new Mended(changed(piece, first), help(piece, first, last, lineStart)));
  }

  /**
   * Where nothing makes sense of a declaration, a sign may still be known as one of another tool.
   */
  static Optional<Mended> advise(String piece, int place) {
    return Habits.SIGNS.stream()
        .filter(habit -> habit.advice() != null)
        .filter(habit -> {
          Matcher found = find(habit, piece, place);
          return found != null && found.start() == place;
        })
        .findFirst()
        .map(habit -> new Mended(Optional.empty(), String.valueOf(habit.advice())));
  }

  private static @Nullable Step step(String text, int place) {
    for (Habit habit : Habits.ALL) {
      Matcher found = find(habit, text, place);
      if (found == null) {
        continue;
      }
      String instead = habit.instead().apply(found);
      String mended = text.substring(0, found.start()) + instead + text.substring(found.end());
      int end = found.start() + instead.length();
      int reach = reach(mended, end);
      if (reach > 0 && !instead.equals(found.group())) {
        return new Step(habit, mended, found.start(), end, found.end(), reach);
      }
    }
    return null;
  }

  /** The habit where the problem is: at it, around it, or right before it. */
  private static @Nullable Matcher find(Habit habit, String text, int place) {
    int from = Math.max(0, place - VIEW);
    int to = Math.min(text.length(), place + VIEW);
    Matcher matcher = habit.pattern().matcher(text).useTransparentBounds(true);
    matcher.region(lineStart(text, from), to).useAnchoringBounds(false);
    while (matcher.find() && matcher.start() <= place) {
      if (text.substring(matcher.end(), Math.max(matcher.end(), place)).isBlank()) {
        return matcher;
      }
    }
    return null;
  }

  /** Where a declaration stops making sense; 0 if that is before what follows {@code end}. */
  private static int reach(String text, int end) {
    List<CommonToken> tokens = Lexing.tokens(text, 0);
    if (tokens.isEmpty()) {
      return EVERYTHING;
    }
    if (!RuleParser.OPENERS.contains(tokens.getFirst().getType())) {
      return 0;
    }
    if (tokens.getFirst().getType() != RulesLexer.TEST) {
      Cutter.unstep(tokens);
    }
    int next =
        tokens.stream()
            .mapToInt(Token::getStartIndex)
            .filter(it -> it >= end)
            .findFirst()
            .orElse(end - 1);
    try {
      Span after = new Span(text.length(), text.length() + 1);
      new Declarations()
          .declaration(new Reading(tokens, after).parse(RulesParser::unit).declaration());
      return EVERYTHING;
    } catch (Refusal refusal) {
      int stopped = refusal.problem().at().start();
      return stopped > next ? stopped : 0;
    }
  }

  private static boolean isInLine(Step step) {
    return step.reach != EVERYTHING
        && step.reach <= step.text.length()
        && step.text.substring(step.end, Math.max(step.end, step.reach)).indexOf('\n') < 0;
  }

  private static String help(String piece, Step first, Step last, int lineStart) {
    String advice = first.habit.advice();
    if (advice != null && !first.habit.showsLine()) {
      return advice;
    }
    String shown = shown(first, last, lineStart);
    if (advice != null) {
      return shown.isEmpty() ? advice : advice + ": `" + shown + "`";
    }
    return shown.isEmpty()
        ? "leave out `" + piece.substring(first.start, first.oldEnd).strip() + "`"
        : "write `" + shown + "`";
  }

  /** The line as it should read, or only what was changed in it if more is wrong with the line. */
  private static String shown(Step first, Step last, int lineStart) {
    String part = first.text.substring(first.start, first.end).strip();
    int broken = part.indexOf('\n');
    if (broken >= 0) {
      int begin = first.text.indexOf(part, first.start);
      return first.text.substring(lineStart(first.text, begin), begin + broken).strip();
    }
    String shown = last.text.substring(lineStart, lineEnd(last.text, last.end)).strip();
    shown = shown.replaceAll("\\s*\\R\\s*", " ");
    return isInLine(last) || shown.length() > LONGEST_SHOWN ? part : shown;
  }

  /** The smallest thing that must change. */
  private static Optional<Span> changed(String piece, Step step) {
    String instead = step.text.substring(step.start, step.end);
    int start = step.start;
    int end = step.oldEnd;
    int same = 0;
    int most = Math.min(instead.length(), end - start);
    while (same < most && piece.charAt(start + same) == instead.charAt(same)) {
      same++;
    }
    int tail = 0;
    while (tail < most - same
        && piece.charAt(end - 1 - tail) == instead.charAt(instead.length() - 1 - tail)) {
      tail++;
    }
    start = wordStart(piece, start + same, step.start);
    end = wordEnd(piece, end - tail, step.oldEnd);
    String part = piece.substring(start, Math.max(start, end));
    if (part.isBlank() || part.strip().indexOf('\n') >= 0) {
      return Optional.empty();
    }
    int from = start + part.indexOf(part.strip());
    return Optional.of(new Span(from, from + part.strip().length()));
  }

  private static int wordStart(String text, int at, int least) {
    int start = at;
    while (start > least && start < text.length() && isPartOfWord(text, start - 1, start)) {
      start--;
    }
    return start;
  }

  private static int wordEnd(String text, int at, int most) {
    int end = at;
    while (end > 0 && end < most && isPartOfWord(text, end - 1, end)) {
      end++;
    }
    return end;
  }

  private static boolean isPartOfWord(String text, int left, int right) {
    String two = text.substring(left, right + 1);
    return WORD.matcher(two).matches();
  }

  private static int lineStart(String text, int at) {
    return text.lastIndexOf('\n', at - 1) + 1;
  }

  private static int lineEnd(String text, int at) {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end;
  }
}
