package dev.belfry.analysis;

import dev.belfry.codec.Value;
import dev.belfry.model.Expr;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Finds an instant at which the clock says what a condition asks for. */
final class Moments {
  /** The last millisecond of a day. */
  static final double LAST_OF_DAY = 86_399_999;

  /** As {@code weekday} names them. */
  static final List<String> WEEKDAYS =
      Arrays.stream(DayOfWeek.values()).map(Moments::word).toList();

  /** A Monday far from any clock change. */
  private static final LocalDate MONDAY = LocalDate.of(2026, 1, 12);

  private Moments() {}

  static String word(DayOfWeek day) {
    return day.name().toLowerCase(Locale.ROOT);
  }

  static double millisOf(LocalTime time) {
    return time.toNanoOfDay() / 1e6;
  }

  /** An instant at which the dials say this; of dials not named, a Monday and the usual time. */
  static long of(Map<Variable, Domain> wants, LocalTime usual, ZoneId zone) {
    LocalDate day = MONDAY;
    LocalTime time = usual;
    Domain weekday = wants.get(new Variable.Dial(Expr.Dial.WEEKDAY));
    if (weekday != null && first(weekday) instanceof Value.Text text) {
      day = day.plusDays(Math.max(0, WEEKDAYS.indexOf(text.text())));
    }
    Domain clock = wants.get(new Variable.Dial(Expr.Dial.TIME));
    Domain sun = wants.get(new Variable.Dial(Expr.Dial.SUN));
    if (clock != null && first(clock) instanceof Value.Num millis) {
      time = LocalTime.ofNanoOfDay(((long) millis.value()) * 1_000_000);
    } else if (sun != null && first(sun) instanceof Value.Text text && text.text().equals("down")) {
      time = LocalTime.MIDNIGHT;
    }
    return day.atTime(time).atZone(zone).toInstant().toEpochMilli();
  }

  private static Value first(Domain domain) {
    List<Value> picks = domain.picks();
    return picks.isEmpty() ? Value.Truth.UNKNOWN : picks.getFirst();
  }
}
