package dev.belfry.codec;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/** How a time is written: {@code HH:mm}, {@code d MMMM yyyy}. Names are English. */
public record TimePattern(DateTimeFormatter formatter) {
  /** How long a pattern may be, in characters. */
  private static final int LONGEST = 64;

  /** Letters whose meaning is the same on every machine and in every country. */
  private static final String LETTERS = "yuMLdDEaHhKkmsSXxZ";

  /** The pattern that a text spells, if it is one. */
  public static Optional<TimePattern> of(String text) {
    if (text.isEmpty() || text.length() > LONGEST || !isPlain(text)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new TimePattern(DateTimeFormatter.ofPattern(text, Locale.ENGLISH)));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private static boolean isPlain(String text) {
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (c == '\'') {
        quoted = !quoted;
      } else if (!quoted && ((letter && LETTERS.indexOf(c) < 0) || "{}#[]".indexOf(c) >= 0)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a time of day, without a date, can be written so. */
  public boolean takesTimesOfDay() {
    return written(LocalTime.NOON).isPresent();
  }

  /** A moment as clocks in this zone show it, or a time of day. */
  public Optional<String> format(Value time, ZoneId zone) {
    return switch (time) {
      case Value.Moment moment -> written(Instant.ofEpochMilli(moment.millis()).atZone(zone));
      case Value.Clock clock -> written(clock.time());
      default -> Optional.empty();
    };
  }

  private Optional<String> written(TemporalAccessor time) {
    try {
      return Optional.of(formatter.format(time));
    } catch (DateTimeException missing) {
      return Optional.empty();
    }
  }
}
