package dev.belfry.parse;

import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What people write who come from another tool or from plain English, and what it is here. A habit
 * is only a guess: {@link Mender} asks whether the text reads on with it.
 *
 * @param instead what to write in place of what the pattern finds
 * @param advice said before the line that is put right; null where that line says it all
 * @param showsLine whether the line is worth showing, or the advice says it all
 */
record Habit(
    Pattern pattern,
    Function<MatchResult, String> instead,
    @Nullable String advice,
    boolean showsLine) {
  private static final int FLAGS = Pattern.MULTILINE | Pattern.UNICODE_CHARACTER_CLASS;

  static Habit of(String pattern, String instead) {
    return of(pattern, instead, null);
  }

  /** A habit with `$1` and the like in what stands instead; a group that found nothing is empty. */
  static Habit of(String pattern, String instead, @Nullable String advice) {
    return of(pattern, found -> filled(instead, found), advice);
  }

  static Habit of(String pattern, Function<MatchResult, String> instead, @Nullable String advice) {
    return new Habit(Pattern.compile(pattern, FLAGS), instead, advice, true);
  }

  /** The same, with nothing but the advice said. */
  Habit inWords() {
    return new Habit(pattern, instead, advice, false);
  }

  /** The same, whether in capitals or small letters. */
  Habit inAnyCase() {
    return new Habit(
        Pattern.compile(pattern.pattern(), FLAGS | Pattern.CASE_INSENSITIVE),
        instead,
        advice,
        showsLine);
  }

  private static String filled(String template, MatchResult found) {
    StringBuilder filled = new StringBuilder();
    for (int i = 0; i < template.length(); i++) {
      char it = template.charAt(i);
      if (it == '$' && i + 1 < template.length() && Character.isDigit(template.charAt(i + 1))) {
        String group = found.group(template.charAt(++i) - '0');
        filled.append(group == null ? "" : group);
      } else {
        filled.append(it);
      }
    }
    return filled.toString();
  }
}
