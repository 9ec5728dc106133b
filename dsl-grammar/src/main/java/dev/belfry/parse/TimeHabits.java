package dev.belfry.parse;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;

/** How durations, times of day and schedules are written elsewhere. */
final class TimeHabits {
  /** What other tools and languages call the units of time. */
  private static final Map<String, String> UNITS =
      Map.ofEntries(
          Map.entry("m", "min"),
          Map.entry("mins", "min"),
          Map.entry("minuten", "min"),
          Map.entry("minutos", "min"),
          Map.entry("minuti", "min"),
          Map.entry("hr", "h"),
          Map.entry("hrs", "h"),
          Map.entry("std", "h"),
          Map.entry("stunde", "h"),
          Map.entry("stunden", "h"),
          Map.entry("heure", "h"),
          Map.entry("heures", "h"),
          Map.entry("horas", "h"),
          Map.entry("secs", "s"),
          Map.entry("sek", "s"),
          Map.entry("sekunde", "s"),
          Map.entry("sekunden", "s"),
          Map.entry("secondes", "s"),
          Map.entry("msec", "ms"),
          Map.entry("msecs", "ms"),
          Map.entry("millis", "ms"),
          Map.entry("milliseconds", "ms"),
          Map.entry("d", "days"),
          Map.entry("tag", "days"),
          Map.entry("tage", "days"),
          Map.entry("jours", "days"),
          Map.entry("w", "weeks"),
          Map.entry("wk", "weeks"),
          Map.entry("wochen", "weeks"));

  private static final List<String> NUMBERS =
      List.of(
          "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");

  private static final String UNIT = "(second|sec|minute|min|hour|day|week)";
  private static final String D = "\\d+(?:\\.\\d+)?\\s*\\p{L}+";
  private static final String DAYS = "(mon|tues|wednes|thurs|fri|satur|sun)day";
  private static final String IN_FULL = "a time of day has hours and minutes";

  static final List<Habit> ALL =
      List.of(
          // ---- durations
          Habit.of(
              "\\bat\\s+most\\s+1\\s*(?:x\\s*|times?\\s+)?(?:per|in)\\s+(?:an?\\s+)?"
                  + UNIT
                  + "\\b",
              "at most once per 1 $1"),
          Habit.of("\\bfor\\s+(?:more\\s+than|at\\s+least|longer\\s+than|over)\\s+(?=\\d)", "for "),
          Habit.of(
              "\\bat\\s+most\\s+(\\d+)\\s*(?:x\\s*)?per\\s+(?:an?\\s+)?" + UNIT + "\\b",
              "at most $1 times per 1 $2"),
          Habit.of("\\bat\\s+most\\s+(\\d+)\\s*(?:x\\s*)?per\\b", "at most $1 times per"),
          Habit.of("^([ \\t]*)(?:limit|only|throttle)\\s*:?\\s+(?=once\\s+per)", "$1at most "),
          Habit.of(
              "(?<=(?:\\b(?:for|wait|every|per|within|over|after|most|tolerating)|[-+,])\\s{0,3})"
                  + "(\\d+(?:\\.\\d+)?)\\s*(\\p{L}+)\\b",
              TimeHabits::withUnit,
              null),
          Habit.of("\\b(\\d\\d?):(\\d\\d):(\\d\\d)\\b", TimeHabits::spelledOut, null),
          Habit.of("\\b(?:a\\s+)?half\\s+an?\\s+hour\\b", "30 min"),
          Habit.of(
              "\\b(an?|one|two|three|four|five|six|seven|eight|nine|ten)\\s+(" + UNIT + "s?)\\b",
              found -> number(found.group(1)) + " " + found.group(2),
              null),
          Habit.of(
              "\\bfor\\s*:\\s*(\\d+(?:\\.\\d+)?)\\s*(\\p{L}+)",
              found -> "for " + withUnit(found.group(1), found.group(2)),
              "no colon stands there"),
          Habit.of(
              "(while[^\\n]*?)[ \\t]*\\n([\\s\\S]*?)\\n[ \\t]*for[ \\t]+(" + D + ")[ \\t]*$",
              TimeHabits::stateFor,
              "`for` stands right behind the state"),
          Habit.of(
              "\\b(while|when)\\s+for\\s+(" + D + ")\\s+([^\\n]+?)[ \\t]*$",
              "$1 $3 for $2",
              "`for` stands behind the state"),
          Habit.of("\\bwait\\s+(?:for\\s+|at\\s+least\\s+)(?=\\d)", "wait "),
          Habit.of("\\bwait\\s+(?:for|till|while|when)\\b", "wait until"),
          Habit.of("\\b(?:sleep|pause)\\s*\\(\\s*(\\d+)\\s*\\)", "wait $1 s"),
          Habit.of("\\bdelay\\s*\\(\\s*(\\d+)\\s*\\)", "wait $1 ms"),
          Habit.of(
              "\\b(?:delay|sleep|pause|after|hold)(?:\\s+for|\\s*:)?(?=\\s+\\d)",
              "wait",
              "a pause among actions is `wait`"),
          Habit.of("\\b(per|every)\\s+" + UNIT + "s?\\b(?!\\s+at\\b)", "$1 1 $2"),
          Habit.of(
              "^(\\s*)once\\s+(?:per|every|in)\\s+(?:an?\\s+)?" + UNIT + "\\b",
              "$1at most once per 1 $2"),
          Habit.of("^(\\s*)once\\s+(?:per|every|in)\\b", "$1at most once per"),
          Habit.of("\\bat\\s+most\\s+(?:once\\s+)?(?:every|in|a)\\b", "at most once per"),
          Habit.of(
              "^(\\s*)(?:throttle|cooldown|debounce|limit|only once every)\\s*:?\\s*(?=\\d)",
              "$1at most once per "),
          // ---- times of day
          Habit.of(
                  "\\bat\\s+(\\d\\d?)(?:[:.](\\d\\d))?\\s*([ap])\\.?m\\.?(?=\\s)",
                  TimeHabits::ofHalfDay,
                  IN_FULL)
              .inAnyCase(),
          Habit.of("\\bat\\s+\"(\\d\\d?:\\d\\d)\"", "at $1", "a time of day stands without quotes"),
          Habit.of("\\bat\\s+(\\d\\d?)[.h](\\d\\d)(?:\\s*h)?\\b", TimeHabits::ofDay, IN_FULL),
          Habit.of(
              "\\bat\\s+(\\d\\d?)(?::00)?(?:\\s*(?:o['\\u2019]?clock|h|hrs|hours|Uhr))?(?=\\s)",
              TimeHabits::ofDay,
              IN_FULL),
          Habit.of("\\b24:00\\b", "00:00", "midnight is `00:00`"),
          Habit.of("\\bat\\s+midnight\\b", "at 00:00"),
          Habit.of("\\bat\\s+noon\\b", "at 12:00"),
          Habit.of("\\bevery\\s+" + DAYS + "s?\\s+at\\s+(\\d\\d?:\\d\\d)", "at $2 on $1day")
              .inAnyCase(),
          Habit.of(
              "\\b(?:every\\s+(?:day|morning|evening|night)|daily|each\\s+day)\\s+at\\b",
              "at",
              "`at` means every day"),
          Habit.of(
              "\\b(at\\s+[^\\n]*?)\\s+(?:every|each)\\s+day\\b|\\b(at\\s+[^\\n]*?)\\s+daily\\b",
              "$1$2",
              "`at` means every day"),
          Habit.of("\\b(?:at\\s+)?(" + D + ")\\s+before\\s+(sunset|sunrise)\\b", "at $2 - $1"),
          Habit.of("\\b(?:at\\s+)?(" + D + ")\\s+after\\s+(sunset|sunrise)\\b", "at $2 + $1"),
          Habit.of("\\b(?:at\\s+)?(?:dusk|sundown)\\b", "at sunset"),
          Habit.of("\\b(?:at\\s+)?(?:dawn|sunup)\\b", "at sunrise"),
          Habit.of("\\bwhen\\s+(sunset|sunrise)\\b", "when at $1"),
          Habit.of(
              "\\bcron\\s+([\\d*?/,LW#-]+(?:[ \\t]+[\\d*?/,LW#A-Z-]+)+)",
              found -> "cron \"" + cron(found.group(1)) + "\"",
              "six fields in quotes, the second first"),
          // ---- ranges
          Habit.of(
              "\\bbetween\\s+("
                  + "[\\d:.]+|"
                  + Habits.TOPIC
                  + ")\\s*(?:to|till|until|through|-|\\u2013|\\.\\.\\.?|,)\\s*(?=[\\p{L}\\d-])",
              "between $1 and "),
          Habit.of(
              "\\b(while|and|or|if|not)\\s+(?:it\\s+is\\s+)?between\\s+(?=\\d\\d?:\\d)",
              "$1 time between "),
          Habit.of("\\bbetween\\s+([\\d:]+)\\s*[-\\u2013]\\s*([\\d:]+)", "between $1 and $2"),
          Habit.of(
              "\\bfrom\\s+(\\d\\d?:\\d\\d)\\s+(?:to|till|until)\\s+(?=\\d)", "between $1 and "),
          Habit.of("\\b(while)\\s+(?:after|since)\\s+(\\d\\d?:\\d\\d)", "$1 time >= $2"),
          Habit.of("\\b(while)\\s+before\\s+(\\d\\d?:\\d\\d)", "$1 time < $2"));

  private TimeHabits() {}

  /** The unit that other tools call by this word, or null. */
  static @Nullable String unit(String word) {
    return UNITS.get(word.length() == 1 ? word : word.toLowerCase(Locale.ROOT));
  }

  private static String withUnit(MatchResult found) {
    return withUnit(found.group(1), found.group(2));
  }

  private static String withUnit(String number, String word) {
    String unit = unit(word);
    return number + " " + (unit == null ? word : unit);
  }

  private static String number(String word) {
    return word.startsWith("a") ? "1" : Integer.toString(NUMBERS.indexOf(word));
  }

  private static String spelledOut(MatchResult found) {
    StringBuilder amount = new StringBuilder();
    String[] units = {"h", "min", "s"};
    for (int i = 0; i < units.length; i++) {
      int part = Integer.parseInt(found.group(i + 1));
      if (part > 0) {
        amount.append(amount.isEmpty() ? "" : " ").append(part).append(' ').append(units[i]);
      }
    }
    return amount.isEmpty() ? "0 s" : amount.toString();
  }

  /** A new place for {@code for}: behind the state that it belongs to. */
  private static String stateFor(MatchResult found) {
    return found.group(1) + " for " + found.group(3) + "\n" + found.group(2);
  }

  private static String ofDay(MatchResult found) {
    boolean minutes = found.groupCount() > 1 && found.group(2) != null;
    return "at " + ofDay(Integer.parseInt(found.group(1)), minutes ? found.group(2) : "00");
  }

  private static String ofHalfDay(MatchResult found) {
    int hour = Integer.parseInt(found.group(1)) % 12;
    boolean afternoon = found.group(3).equalsIgnoreCase("p");
    return "at "
        + ofDay(afternoon ? hour + 12 : hour, found.group(2) == null ? "00" : found.group(2));
  }

  private static String ofDay(int hour, String minutes) {
    return (hour < 10 ? "0" : "") + hour + ":" + minutes;
  }

  private static String cron(String fields) {
    String[] parts = fields.strip().split("[ \\t]+", -1);
    if (parts.length != 5) {
      return fields.strip();
    }
    boolean anyDay = parts[4].equals("*");
    return "0 "
        + parts[0]
        + " "
        + parts[1]
        + " "
        + (anyDay ? parts[2] : "?")
        + " "
        + parts[3]
        + " "
        + (anyDay ? "?" : parts[4]);
  }
}
