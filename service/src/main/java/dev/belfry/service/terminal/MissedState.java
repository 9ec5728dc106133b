package dev.belfry.service.terminal;

import dev.belfry.codec.Printed;
import dev.belfry.machine.MissedTimes;
import dev.belfry.machine.Report;
import dev.belfry.machine.Uncertain;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What may have been missed while nobody was there, in words. */
public final class MissedState {
  /** How many schedules, and how many stretches, are told one by one. */
  private static final int MOST = 20;

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  private MissedState() {}

  /** In one line how long it was and how much may have been missed, then what that is. */
  public static List<String> lines(Report.Missed missed, ZoneId zone) {
    List<String> lines = new ArrayList<>();
    long millis = Math.max(0, missed.untilWallMillis() - missed.fromWallMillis());
    int schedules = missed.schedules().size() + missed.moreSchedules();
    int stretches = missed.stretches().size() + missed.moreStretches();
    String what =
        count(schedules, "schedule") + " and " + count(stretches, "stretch") + " fell into it";
    lines.add(
        "down since "
            + time(missed.fromWallMillis(), zone)
            + ", for "
            + Printed.stretch(millis / 1_000 * 1_000)
            + (schedules + stretches == 0 ? "" : "; " + what));
    missed.schedules().stream().limit(MOST).forEach(schedule -> lines.add(words(schedule, zone)));
    addMore(lines, schedules - Math.min(MOST, missed.schedules().size()), "schedule");
    missed.stretches().stream().limit(MOST).forEach(stretch -> lines.add(words(stretch, zone)));
    addMore(lines, stretches - Math.min(MOST, missed.stretches().size()), "stretch");
    return lines;
  }

  private static void addMore(List<String> lines, int number, String what) {
    if (number > 0) {
      lines.add("and " + count(number, what) + " more");
    }
  }

  private static String words(Uncertain it, ZoneId zone) {
    String since =
        it.sinceWallMillis().isPresent()
            ? ", since " + time(it.sinceWallMillis().getAsLong(), zone)
            : "";
    return Terminal.whose(it.origin()) + "  uncertain: " + it.words() + since;
  }

  private static String words(MissedTimes it, ZoneId zone) {
    String times =
        (it.atLeast() ? "at least " : "") + (it.times() == 1 ? "once" : it.times() + " times");
    return it.rule()
        + "  missed `"
        + it.schedule()
        + "` "
        + times
        + ", last at "
        + time(it.lastWallMillis(), zone)
        + (it.caughtUp() ? ": it happens now" : ": skipped");
  }

  private static String time(long wallMillis, ZoneId zone) {
    return MINUTE.format(Instant.ofEpochMilli(wallMillis).atZone(zone));
  }

  private static String count(int number, String what) {
    String plural = what.endsWith("h") ? "es" : "s";
    return number + " " + what + (number == 1 ? "" : plural);
  }
}
