package dev.belfry.program;

import dev.belfry.codec.Value;
import dev.belfry.model.Expr;
import dev.belfry.syntax.Expression;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the clock changes, made ready: each says when it may change next. */
final class ClockNodes {
  private static final long SECOND_MILLIS = 1_000;

  private ClockNodes() {}

  private static LocalDateTime local(Frame frame) {
    return LocalDateTime.ofInstant(
        Instant.ofEpochMilli(frame.nowWallMillis()), frame.site().zone());
  }

  private static void lookAgainAtNextSecond(Frame frame) {
    frame.lookAgainAtWall(
        (Math.floorDiv(frame.nowWallMillis(), SECOND_MILLIS) + 1) * SECOND_MILLIS);
  }

  /** What is read off a clock, a calendar or the sky. */
  record Reading(Expr.Dial dial) implements Node {
    @Override
    public Value eval(Frame frame) {
      return switch (dial) {
        case TIME -> {
          lookAgainAtNextSecond(frame);
          yield time(frame);
        }
        case NOW -> {
          lookAgainAtNextSecond(frame);
          yield new Value.Moment(frame.nowWallMillis());
        }
        case DATE -> {
          lookAgainAtBoundary(frame, List.of());
          yield new Value.Text(local(frame).toLocalDate().toString());
        }
        case WEEKDAY -> {
          lookAgainAtBoundary(frame, List.of());
          yield new Value.Text(local(frame).getDayOfWeek().name().toLowerCase(Locale.ROOT));
        }
        case SUN -> sun(frame);
      };
    }

    static Value.Clock time(Frame frame) {
      return new Value.Clock(local(frame).toLocalTime());
    }

    private static Value sun(Frame frame) {
      if (frame.site().place().isEmpty()) {
        return Value.Truth.UNKNOWN;
      }
      Sunlight sunlight = new Sunlight(frame.site().place().get());
      if (frame.isFollowed()) {
        long change = sunlight.nextChange(frame.nowWallMillis());
        if (change != Timetables.NEVER) {
          frame.lookAgainAtWall(change);
        }
      }
      return new Value.Text(sunlight.isUp(frame.nowWallMillis()) ? "up" : "down");
    }
  }

  private static void lookAgainAtBoundary(Frame frame, List<LocalTime> boundaries) {
    if (frame.isFollowed()) {
      frame.lookAgainAtWall(
          Timetables.nextPossibleChange(boundaries, frame.nowWallMillis(), frame.site().zone()));
    }
  }

  /** The first time of day at which the answer is another one than at the one before. */
  private static LocalTime justAfter(LocalTime time) {
    return time.plusNanos(1_000_000);
  }

  /** {@code time} compared to what is no reading of the clock itself. */
  record CompareTime(Expression.Relation relation, Node other) implements Node {
    @Override
    public Value eval(Frame frame) {
      Value limit = other.eval(frame);
      if (limit instanceof Value.Clock clock) {
        lookAgainAtBoundary(frame, List.of(clock.time(), justAfter(clock.time())));
      }
      return Comparing.compare(relation, Reading.time(frame), limit);
    }
  }

  /** {@code time between a and b}. */
  record BetweenTimes(Node low, Node high) implements Node {
    @Override
    public Value eval(Frame frame) {
      Value from = low.eval(frame);
      Value to = high.eval(frame);
      List<LocalTime> boundaries = new ArrayList<>();
      if (from instanceof Value.Clock clock) {
        boundaries.add(clock.time());
      }
      if (to instanceof Value.Clock clock) {
        boundaries.add(clock.time());
      }
      lookAgainAtBoundary(frame, boundaries);
      return Comparing.between(Reading.time(frame), from, to);
    }
  }

  /** How long ago the newest message arrived. */
  record Age(Spot spot) implements Node {
    @Override
    public Value eval(Frame frame) {
      Value age = age(frame);
      if (age.isKnown()) {
        lookAgainAtNextSecond(frame);
      }
      return age;
    }

    private Value age(Frame frame) {
      String topic = spot.topic(frame);
      long arrived = topic == null ? Frame.NEVER : frame.arrivedMillis(topic);
      return arrived == Frame.NEVER
          ? Value.Truth.UNKNOWN
          : new Value.Stretch(frame.nowMillis() - arrived);
    }
  }

  /** An age compared to what is no reading of the clock itself. */
  record CompareAge(Expression.Relation relation, Age age, Node other) implements Node {
    @Override
    public Value eval(Frame frame) {
      Value now = age.age(frame);
      Value limit = other.eval(frame);
      if (now instanceof Value.Stretch is && limit instanceof Value.Stretch wanted) {
        long reached = frame.nowMillis() - is.millis() + wanted.millis();
        frame.lookAgainAt(reached);
        frame.lookAgainAt(reached + 1);
      }
      return Comparing.compare(relation, now, limit);
    }
  }

  /** The value before the newest. */
  record Previous(Spot spot) implements Node {
    @Override
    public Value eval(Frame frame) {
      @Nullable String topic = spot.topic(frame);
      return topic == null ? Value.Truth.UNKNOWN : frame.previous(spot.use(), topic);
    }
  }
}
