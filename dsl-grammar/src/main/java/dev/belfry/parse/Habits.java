package dev.belfry.parse;

import java.util.List;
import java.util.stream.Stream;

/**
 * The habits of other tools, in the order in which they are tried: whole phrases before the signs
 * they are made of.
 */
final class Habits {
  /** A text in quotes. */
  static final String TEXT = "\"[^\"\\n]*\"";

  /** A name. */
  static final String NAME = "\\p{L}[\\p{L}\\p{Nd}_]*";

  /** A topic as it is named in rules: perhaps with arguments, perhaps with a field. */
  static final String TOPIC = NAME + "(?:\\([^()\\n]*\\))?(?:\\." + NAME + ")*";

  /** A topic as it is named to a broker, without quotes. */
  static final String PATH = "/?[\\p{L}\\p{Nd}_+#{}-]+(?:/[\\p{L}\\p{Nd}_+#{}-]+)+";

  /** A value in one word. */
  static final String VALUE = "(?:" + TEXT + "|-?\\d+(?:\\.\\d+)?|" + TOPIC + ")";

  static final List<Habit> ALL =
      Stream.of(
              PastedHabits.ALL,
              TimeHabits.ALL,
              ActionHabits.ALL,
              TopicHabits.ALL,
              PhraseHabits.ALL,
              RuleHabits.ALL,
              SignHabits.ALL)
          .flatMap(List::stream)
          .toList();

  /** Signs that mean something wherever they stand. */
  static final List<Habit> SIGNS =
      Stream.of(PastedHabits.ALL, SignHabits.ALL).flatMap(List::stream).toList();

  private Habits() {}
}
