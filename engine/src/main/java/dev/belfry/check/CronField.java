package dev.belfry.check;

import dev.belfry.model.CronFields;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** A field of a cron, in the order in which they are written. */
enum CronField {
  SECOND("second", 0, 59, List.of()),
  MINUTE("minute", 0, 59, List.of()),
  HOUR("hour", 0, 23, List.of()),
  DATE("day of the month", 1, 31, List.of()),
  MONTH(
      "month",
      1,
      12,
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")),
  WEEKDAY("day of the week", 1, 7, List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")),
  YEAR("year", CronFields.FIRST_YEAR, CronFields.LAST_YEAR, List.of());

  /** What one of its numbers is called. */
  final String one;

  final int first;
  final int last;

  /** Its numbers as words, in order; none where there are only numbers. */
  @SuppressWarnings("ImmutableEnumChecker") // never changed, which can't be seen of a list
  final List<String> words;

  CronField(String one, int first, int last, List<String> words) {
    this.one = one;
    this.first = first;
    this.last = last;
    this.words = words;
  }

  /** The number that a word stands for. */
  OptionalInt number(String word) {
    int index = words.indexOf(word.toUpperCase(Locale.ROOT));
    return index < 0 ? OptionalInt.empty() : OptionalInt.of(first + index);
  }

  boolean isOfDays() {
    return this == DATE || this == WEEKDAY;
  }
}
