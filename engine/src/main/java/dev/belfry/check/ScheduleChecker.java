package dev.belfry.check;

import dev.belfry.catalog.Site;
import dev.belfry.model.Happening.Schedule;
import dev.belfry.source.SourceFile;
import dev.belfry.source.Span;
import dev.belfry.syntax.Expression;
import dev.belfry.syntax.Name;
import java.time.DayOfWeek;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Checks {@code every}, {@code at} and {@code cron}. */
final class ScheduleChecker {
  private static final long DAY_MILLIS = 86_400_000;

  /** How late a missed time still happens at start, where the author says nothing. */
  private static final long CATCH_UP_MILLIS = 300_000;

  private static final Map<String, Set<DayOfWeek>> GROUPS =
      Map.of(
          "weekdays", EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
          "weekends", EnumSet.range(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY));

  private final Problems problems;
  private final Site site;

  ScheduleChecker(Problems problems, Site site) {
    this.problems = problems;
    this.site = site;
  }

  Schedule every(Expression.Every it, SourceFile file) {
    if (it.millis() > DAY_MILLIS && it.millis() % DAY_MILLIS != 0) {
      problems.add(file, new CheckProblem.NotWholeDays(it.span(), file.text(it.span())));
    }
    return new Schedule.Every(Math.max(1, it.millis()));
  }

  Schedule at(Expression.At it, SourceFile file) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    it.days().forEach(name -> days.addAll(days(name, file)));
    long catchUpMillis = it.catchUpMillis().orElse(CATCH_UP_MILLIS);
    return switch (it.moment()) {
      case Expression.Moment.Clock clock -> new Schedule.At(clock.time(), days, catchUpMillis);
      case Expression.Moment.Sun sun -> {
        requirePlace(site, sun.span(), sun.rise() ? "`sunrise`" : "`sunset`", file, problems);
        yield new Schedule.Sun(sun.rise(), sun.offsetMillis(), days, catchUpMillis);
      }
    };
  }

  /** What follows the sun needs a place to see it from. */
  static void requirePlace(Site site, Span at, String what, SourceFile file, Problems problems) {
    if (site.place().isEmpty()) {
      problems.add(file, new CheckProblem.NoPlace(at, what));
    }
  }

  Schedule cron(Expression.Cron it, SourceFile file) {
    Name written = it.expression();
    CronReader.Reading reading = CronReader.read(written.text());
    for (CronFault fault : reading.faults()) {
      problems.add(file, new CheckProblem.BadCron(spanOf(fault, written, file), fault));
    }
    return reading
        .fields()
        .<Schedule>map(fields ->
            new Schedule.Cron(written.text(), fields, it.catchUpMillis().orElse(CATCH_UP_MILLIS)))
        .orElse(new Schedule.Every(DAY_MILLIS));
  }

  /** The place of a fault in the file, unless the text is written in more than one line. */
  private static Span spanOf(CronFault fault, Name written, SourceFile file) {
    boolean plain = file.text(written.span()).equals("\"" + written.text() + "\"");
    int start = written.span().start() + 1;
    return plain && fault.start() < fault.end()
        ? new Span(start + fault.start(), start + fault.end())
        : written.span();
  }

  private Set<DayOfWeek> days(Name name, SourceFile file) {
    Set<DayOfWeek> group = GROUPS.get(name.text());
    if (group != null) {
      return group;
    }
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.name().toLowerCase(Locale.ROOT).equals(name.text())) {
        return EnumSet.of(day);
      }
    }
    Set<String> known = new HashSet<>(GROUPS.keySet());
    for (DayOfWeek day : DayOfWeek.values()) {
      known.add(day.name().toLowerCase(Locale.ROOT));
    }
    problems.add(file, new CheckProblem.NotOneOf(name.span(), "day", name.text(), known));
    return Set.of();
  }
}
