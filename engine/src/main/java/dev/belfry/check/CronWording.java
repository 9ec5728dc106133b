package dev.belfry.check;

import dev.belfry.diagnostic.Nearest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is said about a cron that is wrong. */
record CronWording(String message, String label, @Nullable String help) {
  static CronWording of(CronFault fault) {
    return switch (fault) {
      case CronFault.Count it ->
          new CronWording(
              "a cron has six fields, or seven with a year, and this one has " + it.given(),
              "second, minute, hour, day of the month, month, day of the week",
              it.meant()
                  .map(six -> "the seconds come first: \"" + six + "\"")
                  .orElse("for example, \"0 30 7 ? * MON-FRI\" is 7:30 from Monday to Friday"));
      case CronFault.OutOfRange it ->
          new CronWording(
              "`" + it.number() + "` is no " + it.field().one + " of a cron",
              "from " + it.field().first + " to " + it.field().last,
              outOfRangeHelp(it));
      case CronFault.UnknownWord it ->
          new CronWording(
              "`" + it.word() + "` is no " + it.field().one + " of a cron",
              "numbers"
                  + (it.field().words.isEmpty() ? "" : " or " + words(it.field()))
                  + ", with `*` `,` `-` `/`",
              Nearest.of(it.word().toUpperCase(Locale.ROOT), it.field().words)
                  .map(word -> "did you mean `" + word + "`?")
                  .orElse(null));
      case CronFault.NotHere it -> notHere(it);
      case CronFault.BadStep it -> badStep(it);
      case CronFault.BothDays it ->
          it.named()
              ? new CronWording(
                  "a cron names its days by the month or by the week, not both",
                  "one of the two fields of days must be `?`",
                  "put `?` here, or in the other field of days")
              : new CronWording(
                  "this cron names no days",
                  "only one of the two fields of days may be `?`",
                  "for all days, write `*` in one of the two");
      case CronFault.NoSuchDay ignored ->
          new CronWording(
              "this cron never happens: there is no such day",
              "in no year",
              "February has 28 or 29 days; April, June, September and November have 30");
    };
  }

  private static @Nullable String outOfRangeHelp(CronFault.OutOfRange it) {
    return switch (it.field()) {
      case HOUR -> it.number().equals("24") ? "midnight is hour 0" : null;
      case WEEKDAY -> "1 is Sunday and 7 is Saturday; the words are " + words(it.field());
      case SECOND, MINUTE, DATE, MONTH, YEAR -> null;
    };
  }

  private static CronWording notHere(CronFault.NotHere it) {
    String help =
        it.sign().equals("?")
            ? "for each " + it.field().one + ", write `*`"
            : "`L`, `LW` and `15W` belong to days of the month, `6L` and `6#3` to days of the week";
    return new CronWording(
        "`" + it.sign() + "` means nothing for the " + it.field().one, "not in this field", help);
  }

  private static CronWording badStep(CronFault.BadStep it) {
    boolean minutes = it.field() == CronField.MINUTE && it.step().matches("[1-9][0-9]*");
    return new CronWording(
        "`" + it.step() + "` is no step of a cron's " + it.field().one,
        "from 1 to " + it.field().last,
        minutes
            ? "steps begin anew in each hour; `every " + it.step() + " min` counts from midnight"
            : null);
  }

  private static String words(CronField field) {
    return field.words.getFirst() + " to " + field.words.getLast();
  }
}
