package dev.belfry.check;

import java.util.Optional;

/** What can be wrong with a cron; {@code start} and {@code end} are offsets in its text. */
sealed interface CronFault {
  int start();

  int end();

  /** Not six or seven fields; five are what other crons have. */
  record Count(int start, int end, int given, Optional<String> meant) implements CronFault {}

  /** A number that is too small or too large. */
  record OutOfRange(int start, int end, CronField field, String number) implements CronFault {}

  /** A word that is no number of its field. */
  record UnknownWord(int start, int end, CronField field, String word) implements CronFault {}

  /** A sign of another field. */
  record NotHere(int start, int end, CronField field, String sign) implements CronFault {}

  /** A step that is too long for its field, or none. */
  record BadStep(int start, int end, CronField field, String step) implements CronFault {}

  /** Both fields of days name days, or neither does. */
  record BothDays(int start, int end, boolean named) implements CronFault {}

  /** Days that are in no year. */
  record NoSuchDay(int start, int end) implements CronFault {}
}
