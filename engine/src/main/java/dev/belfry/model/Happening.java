package dev.belfry.model;

import dev.belfry.codec.Printed;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A checked event: what a rule waits for. */
public sealed interface Happening {
  /**
   * A message on a topic.
   *
   * @param path where in the message's value the part is that must change
   */
  record OnMessage(TopicUse topic, Path path, Change change) implements Happening {}

  /** The instant at which a state has held for so long. */
  record Held(Expr.Lasting state) implements Happening {}

  /** The instant at which a topic has been silent for so long. */
  record Silence(Expr.Silent state) implements Happening {}

  /** The last of so many events within a sliding stretch; then counting starts afresh. */
  record Times(Happening event, int times, long millis) implements Happening {}

  /** The second event, when the first happened less than so long before. */
  record Followed(Happening first, Happening second, long millis) implements Happening {}

  /** So long after the first event, when the second did not come. */
  record NotFollowed(Happening first, Happening second, long millis) implements Happening {}

  /** A time of the site's clock. */
  record Scheduled(Schedule schedule) implements Happening {}

  /** The start of the engine. */
  record Startup() implements Happening {}

  /** An event that finds a state true. */
  record Guarded(Happening event, Expr state) implements Happening {}

  /** Either of two events. */
  record Either(Happening left, Happening right) implements Happening {}

  /** What must be true of a message and its predecessor. */
  sealed interface Change {
    /** Any message. */
    record Updates() implements Change {}

    /** It equals this. */
    record Receives(Expr value) implements Change {}

    /** It equals this and its predecessor did not. */
    record Becomes(Expr value) implements Change {}

    /** It differs from its predecessor. */
    record Changes(Optional<Expr> from, Optional<Expr> to) implements Change {}

    /** It is above this and its predecessor was known and not. */
    record Rises(Expr limit) implements Change {}

    /** It is below this and its predecessor was known and not. */
    record Falls(Expr limit) implements Change {}
  }

  /** When a schedule is due. */
  sealed interface Schedule {
    /** As a person reads it: {@code every 5 min}. */
    default String described() {
      return switch (this) {
        case Every every -> "every " + Printed.stretch(every.millis());
        case At at -> "at " + at.time();
        case Sun sun -> "at " + sun.spelled();
        case Cron cron -> "cron " + cron.written();
      };
    }

    /**
     * Elapsed time from local midnight; from a day on, whole days since 1970-01-01.
     *
     * @param millis at least 1
     */
    record Every(long millis) implements Schedule {}

    /** A time of day on some days; all days where there are none. */
    record At(LocalTime time, Set<DayOfWeek> days, long catchUpMillis) implements Schedule {}

    /**
     * So long after sunrise or sunset; before it, if negative. The days are those on which the sun
     * rises or sets; all where there are none.
     */
    record Sun(boolean rise, long offsetMillis, Set<DayOfWeek> days, long catchUpMillis)
        implements Schedule {
      private String spelled() {
        String event = rise ? "sunrise" : "sunset";
        return offsetMillis == 0
            ? event
            : event + (offsetMillis < 0 ? " - " : " + ") + Printed.stretch(Math.abs(offsetMillis));
      }
    }

    /** The times of a cron, and how its author wrote it. */
    record Cron(String written, CronFields fields, long catchUpMillis) implements Schedule {}
  }

  /** The way from a message's value to a part of it. */
  record Path(List<Step> steps) {
    /** One step of a path. */
    public sealed interface Step {
      /** To a field of an object. */
      record Field(String name) implements Step {}

      /** To an item of a list. */
      record Item(int index) implements Step {}
    }
  }
}
