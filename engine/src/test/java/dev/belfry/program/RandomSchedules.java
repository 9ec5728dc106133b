package dev.belfry.program;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Writes schedules at random, together with what they mean. */
final class RandomSchedules {
  private record Days(String text, Predicate<LocalDate> mean) {}

  private record Numbers(String text, BitSet mean) {}

  private static final List<String> WEEKDAYS =
      List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");
  private static final int[] PARTS = {
    60, 420, 1020, 1800, 3600, 5400, 7200, 25_200, 36_000, 43_200, 84_600, 86_399
  };

  private final Random random;
  private final boolean wholeMinutes;
  private final int near;

  /** Most are near a time of day, in seconds. */
  RandomSchedules(Random random, boolean wholeMinutes, int near) {
    this.random = random;
    this.wholeMinutes = wholeMinutes;
    this.near = near;
  }

  WrittenSchedule next() {
    return switch (random.nextInt(7)) {
      case 0 -> at();
      case 1, 2 -> part();
      case 3 -> wholeDays();
      default -> cron();
    };
  }

  private WrittenSchedule at() {
    int second = anySecond();
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (int i = Math.max(0, between(-2, 3)); i > 0; i--) {
      days.add(DayOfWeek.of(between(1, 7)));
    }
    String on =
        String.join(", ", days.stream().map(day -> day.name().toLowerCase(Locale.ROOT)).toList());
    return new WrittenSchedule(
        "at " + LocalTime.ofSecondOfDay(second) + (days.isEmpty() ? "" : " on " + on),
        wholeMinutes,
        clock ->
            clock.firstTimes(
                day -> days.isEmpty() || days.contains(day.getDayOfWeek()), it -> it == second));
  }

  private WrittenSchedule part() {
    int seconds = PARTS[between(0, PARTS.length - (wholeMinutes ? 2 : 1))];
    return new WrittenSchedule(
        "every " + seconds + " s", wholeMinutes, clock -> clock.every(seconds));
  }

  private WrittenSchedule wholeDays() {
    int count = between(1, 7);
    return new WrittenSchedule(
        "every " + count + " days",
        wholeMinutes,
        clock -> clock.firstTimes(day -> day.toEpochDay() % count == 0, it -> it == 0));
  }

  private WrittenSchedule cron() {
    Numbers seconds = wholeMinutes ? just(0) : random.nextInt(3) == 0 ? numbers(0, 59) : just(0);
    Numbers minutes = numbers(0, 59);
    Numbers hours = random.nextInt(3) == 0 ? just(anySecond() / 3600) : numbers(0, 23);
    Numbers months = random.nextInt(4) > 0 ? all(1, 12) : numbers(1, 12);
    boolean byDate = random.nextBoolean();
    Days days = byDate ? dates() : weekdays();
    String text =
        String.join(
            " ",
            seconds.text,
            minutes.text,
            hours.text,
            byDate ? days.text : "?",
            months.text,
            byDate ? "?" : days.text);
    IntPredicate times =
        second ->
            seconds.mean.get(second % 60)
                && minutes.mean.get(second / 60 % 60)
                && hours.mean.get(second / 3600);
    Predicate<LocalDate> both = day -> months.mean.get(day.getMonthValue()) && days.mean.test(day);
    if (Stream.iterate(LocalDate.EPOCH, day -> day.plusDays(1)).limit(10_000).noneMatch(both)) {
      return cron();
    }
    boolean fixed = hours.text.matches("[0-9,-]+");
    return new WrittenSchedule(
        "cron \"" + text + "\"",
        wholeMinutes,
        clock -> fixed ? clock.firstTimes(both, times) : clock.allTimes(both, times));
  }

  // ---- fields

  private Numbers just(int number) {
    BitSet mean = new BitSet();
    mean.set(number);
    return new Numbers(Integer.toString(number), mean);
  }

  private static Numbers all(int first, int last) {
    BitSet mean = new BitSet();
    mean.set(first, last + 1);
    return new Numbers("*", mean);
  }

  private Numbers numbers(int first, int last) {
    int a = between(first, last);
    int b = between(first, last);
    int step = between(1, Math.min(last, 20));
    return switch (random.nextInt(6)) {
      case 0 -> all(first, last);
      case 1 -> steps(a + "/" + step, a, last, step, first, last);
      case 2 -> steps("*/" + step, first, last, step, first, last);
      case 3 -> steps(a + "-" + b, a, b, 1, first, last);
      case 4 -> steps(a + "-" + b + "/" + step, a, b, step, first, last);
      default -> {
        Numbers one = just(a);
        one.mean.set(b);
        yield new Numbers(a + "," + b, one.mean);
      }
    };
  }

  /** Counts up one by one, from the first to the last, through the end of the field. */
  private static Numbers steps(String text, int from, int to, int step, int first, int last) {
    BitSet mean = new BitSet();
    int number = from;
    for (int i = 0; ; i++) {
      if (i % step == 0) {
        mean.set(number);
      }
      if (number == to) {
        return new Numbers(text, mean);
      }
      number = number == last ? first : number + 1;
    }
  }

  private Days dates() {
    int date = between(1, 28);
    return switch (random.nextInt(10)) {
      case 1 -> new Days("L", day -> day.plusDays(1).getDayOfMonth() == 1);
      case 2 -> new Days("L-" + date, day -> day.getDayOfMonth() + date == day.lengthOfMonth());
      case 3 -> new Days(date + "W", day -> day.equals(nearest(day.withDayOfMonth(date))));
      case 4 -> new Days("LW", day -> day.equals(nearest(day.withDayOfMonth(day.lengthOfMonth()))));
      case 0 -> {
        Numbers dates = numbers(1, 31);
        yield new Days(dates.text, day -> dates.mean.get(day.getDayOfMonth()));
      }
      default -> new Days("*", day -> true);
    };
  }

  /** The nearest day from Monday to Friday of the same month. */
  private static LocalDate nearest(LocalDate wanted) {
    for (int distance = 0; ; distance++) {
      for (LocalDate day : List.of(wanted.minusDays(distance), wanted.plusDays(distance))) {
        if (day.getMonth() == wanted.getMonth() && day.getDayOfWeek().getValue() < 6) {
          return day;
        }
      }
    }
  }

  private Days weekdays() {
    int number = between(1, 7);
    int nth = between(1, 4);
    String name = random.nextBoolean() ? WEEKDAYS.get(number - 1) : Integer.toString(number);
    return switch (random.nextInt(4)) {
      case 0 -> new Days(name, day -> number(day) == number);
      case 1 ->
          new Days(
              name + "L",
              day -> number(day) == number && day.plusDays(7).getMonth() != day.getMonth());
      case 2 ->
          new Days(
              name + "#" + nth,
              day ->
                  number(day) == number
                      && day.minusDays(7L * nth).getMonth() != day.getMonth()
                      && day.minusDays(7L * (nth - 1)).getMonth() == day.getMonth());
      default -> {
        Numbers numbers = numbers(1, 7);
        yield new Days(numbers.text, day -> numbers.mean.get(number(day)));
      }
    };
  }

  private static int number(LocalDate day) {
    return WEEKDAYS.indexOf(day.getDayOfWeek().name().substring(0, 3)) + 1;
  }

  private int anySecond() {
    int second =
        random.nextInt(3) == 0 ? between(0, 86_399) : near + between(-3_600, 5_400) + 86_400;
    return second % 86_400 / (wholeMinutes ? 60 : 1) * (wholeMinutes ? 60 : 1);
  }

  private int between(int first, int last) {
    return first + random.nextInt(last - first + 1);
  }
}
