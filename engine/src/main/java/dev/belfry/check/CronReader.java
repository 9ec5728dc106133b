package dev.belfry.check;

import dev.belfry.model.CronDay;
import dev.belfry.model.CronFields;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads crons: six fields and perhaps a year, as Quartz takes them. */
final class CronReader {
  /**
   * What was read.
   *
   * @param fields empty where there are faults
   */
  record Reading(Optional<CronFields> fields, List<CronFault> faults) {}

  private final List<CronFault> faults = new ArrayList<>();
  private final CronNumbers numbers = new CronNumbers(faults);

  private CronReader() {}

  static Reading read(String written) {
    CronReader reader = new CronReader();
    CronPart whole = new CronPart(written, 0);
    List<CronPart> parts = whole.fields();
    if (parts.size() < 6 || parts.size() > 7) {
      Optional<String> meant = parts.size() == 5 ? sixOf(parts) : Optional.empty();
      CronFault fault = new CronFault.Count(0, whole.end(), parts.size(), meant);
      return new Reading(Optional.empty(), List.of(fault));
    }
    CronFields fields = reader.fields(parts);
    return new Reading(
        reader.faults.isEmpty() ? Optional.of(fields) : Optional.empty(),
        List.copyOf(reader.faults));
  }

  private CronFields fields(List<CronPart> parts) {
    CronPart hours = parts.get(2);
    CronFields fields =
        new CronFields(
            numbers.field(CronField.SECOND, parts.get(0)),
            numbers.field(CronField.MINUTE, parts.get(1)),
            numbers.field(CronField.HOUR, hours),
            !hours.text().contains("*") && !hours.text().contains("/"),
            days(parts.get(3), parts.get(5)),
            numbers.field(CronField.MONTH, parts.get(4)),
            parts.size() == 7 ? years(parts.get(6)) : List.of());
    if (faults.isEmpty() && fields.nextDay(LocalDate.EPOCH).isEmpty()) {
      faults.add(new CronFault.NoSuchDay(parts.get(3).start(), parts.getLast().end()));
    }
    return fields;
  }

  private List<Integer> years(CronPart part) {
    return part.is("*") ? List.of() : numbers.field(CronField.YEAR, part);
  }

  private List<CronDay> days(CronPart dates, CronPart weekdays) {
    boolean byDate = !dates.is("?");
    boolean byWeekday = !weekdays.is("?");
    if (byDate == byWeekday) {
      CronPart wrong = byDate && dates.is("*") ? dates : weekdays;
      faults.add(new CronFault.BothDays(wrong.start(), wrong.end(), byDate));
    }
    CronDays days = new CronDays(numbers);
    List<CronDay> read = new ArrayList<>();
    if (byDate) {
      dates.items().forEach(item -> days.date(item, dates).ifPresent(read::add));
    }
    if (byWeekday) {
      weekdays.items().forEach(item -> days.weekday(item, weekdays).ifPresent(read::add));
    }
    return List.copyOf(read);
  }

  /** The cron that somebody means who writes five fields, as Unix does: there Monday is 1. */
  private static Optional<String> sixOf(List<CronPart> five) {
    boolean anyDate = five.get(2).is("*");
    boolean anyWeekday = five.get(4).is("*");
    String six =
        String.join(
            " ",
            "0",
            five.get(0).text(),
            five.get(1).text(),
            anyDate && !anyWeekday ? "?" : five.get(2).text(),
            five.get(3).text(),
            anyWeekday ? "?" : weekdaysOfUnix(five.get(4).text()));
    return read(six).fields().map(ignored -> six);
  }

  private static String weekdaysOfUnix(String text) {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      boolean day = letter >= '0' && letter <= '7' && (i == 0 || text.charAt(i - 1) != '/');
      words.append(day ? CronField.WEEKDAY.words.get((letter - '0') % 7) : letter);
    }
    return words.toString().toUpperCase(Locale.ROOT);
  }
}
