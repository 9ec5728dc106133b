package dev.belfry.check;

import dev.belfry.model.CronDay;
import java.time.DayOfWeek;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the two fields of a cron that name days, item by item. */
final class CronDays {
  private static final Pattern FROM_END = Pattern.compile("L(-[0-9]+)?(W)?");
  private static final Pattern NEAREST = Pattern.compile("([0-9]+)W");
  private static final Pattern LAST = Pattern.compile("([0-9A-Z]+)L");
  private static final Pattern NTH = Pattern.compile("([0-9A-Z]+)#([1-5])");

  private final CronNumbers numbers;

  CronDays(CronNumbers numbers) {
    this.numbers = numbers;
  }

  /** An item of the days of the month. */
  Optional<CronDay> date(CronPart item, CronPart whole) {
    Matcher fromEnd = matcher(FROM_END, item);
    if (fromEnd.matches()) {
      return fromEnd(fromEnd, item);
    }
    Matcher nearest = matcher(NEAREST, item);
    if (nearest.matches()) {
      return one(CronField.DATE, item.to(nearest.end(1)), whole)
          .map(date -> new CronDay.Nearest(new CronDay.Dates(List.of(date))));
    }
    List<Integer> dates = numbers.item(CronField.DATE, item, whole);
    return dates.isEmpty() ? Optional.empty() : Optional.of(new CronDay.Dates(dates));
  }

  private Optional<CronDay> fromEnd(Matcher matcher, CronPart item) {
    CronDay day = new CronDay.FromEnd(0);
    if (matcher.group(1) != null) {
      CronPart distance = item.to(matcher.end(1)).from(matcher.start(1) + 1);
      Optional<Integer> days = one(CronField.DATE, distance, item);
      if (days.isEmpty()) {
        return Optional.empty();
      }
      day = new CronDay.FromEnd(days.get());
    }
    return Optional.of(matcher.group(2) == null ? day : new CronDay.Nearest(day));
  }

  /** An item of the days of the week; {@code L} alone is the last of them, Saturday. */
  Optional<CronDay> weekday(CronPart item, CronPart whole) {
    if (item.text().equalsIgnoreCase("L")) {
      return Optional.of(new CronDay.Weekdays(Set.of(DayOfWeek.SATURDAY)));
    }
    Matcher nth = matcher(NTH, item);
    if (nth.matches()) {
      int count = Integer.parseInt(nth.group(2));
      return one(CronField.WEEKDAY, item.to(nth.end(1)), whole)
          .map(day -> new CronDay.NthWeekday(weekday(day), count));
    }
    Matcher last = matcher(LAST, item);
    if (last.matches()) {
      return one(CronField.WEEKDAY, item.to(last.end(1)), whole)
          .map(day -> new CronDay.LastWeekday(weekday(day)));
    }
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    numbers.item(CronField.WEEKDAY, item, whole).forEach(day -> days.add(weekday(day)));
    return days.isEmpty() ? Optional.empty() : Optional.of(new CronDay.Weekdays(days));
  }

  private Optional<Integer> one(CronField field, CronPart part, CronPart whole) {
    OptionalInt number = numbers.number(field, part, whole);
    return number.isPresent() ? Optional.of(number.getAsInt()) : Optional.empty();
  }

  /** Quartz counts from Sunday, which is 1. */
  private static DayOfWeek weekday(int number) {
    return DayOfWeek.SATURDAY.plus(number);
  }

  private static Matcher matcher(Pattern pattern, CronPart item) {
    return pattern.matcher(item.text().toUpperCase(Locale.ROOT));
  }
}
