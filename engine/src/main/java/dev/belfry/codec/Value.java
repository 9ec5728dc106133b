package dev.belfry.codec;

import dev.belfry.event.Payload;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;

/** What an expression amounts to. Immutable. */
public sealed interface Value {
  /** Three-valued truth; {@code UNKNOWN} is also the value of everything that is not known. */
  enum Truth implements Value {
    TRUE,
    FALSE,
    UNKNOWN;

    public static Truth of(boolean condition) {
      return condition ? TRUE : FALSE;
    }

    /** Kleene's negation. */
    public Truth not() {
      return switch (this) {
        case TRUE -> FALSE;
        case FALSE -> TRUE;
        case UNKNOWN -> UNKNOWN;
      };
    }

    /** Kleene's conjunction: false wins over unknown. */
    public Truth and(Truth other) {
      if (this == FALSE || other == FALSE) {
        return FALSE;
      }
      return this == UNKNOWN || other == UNKNOWN ? UNKNOWN : TRUE;
    }

    /** Kleene's disjunction: true wins over unknown. */
    public Truth or(Truth other) {
      if (this == TRUE || other == TRUE) {
        return TRUE;
      }
      return this == UNKNOWN || other == UNKNOWN ? UNKNOWN : FALSE;
    }
  }

  /** An IEEE double, always finite. */
  record Num(double value) implements Value {}

  /** A text. */
  record Text(String text) implements Value {}

  /** JSON's null. */
  enum Null implements Value {
    NULL
  }

  /** A stretch of time in milliseconds. */
  record Stretch(long millis) implements Value {}

  /** A time of day. */
  record Clock(LocalTime time) implements Value {}

  /** An instant, in milliseconds since 1970 in UTC. */
  record Moment(long millis) implements Value {}

  /** Bytes that are no text. */
  record Bytes(Payload payload) implements Value {}

  /** A list. */
  record Items(List<Value> items) implements Value {}

  /** An object; its fields keep their order. */
  record Fields(Map<String, Value> fields) implements Value {}

  /** A number, or unknown where the result is not finite. */
  static Value number(double value) {
    return Double.isFinite(value) ? new Num(value) : Truth.UNKNOWN;
  }

  /** This value where a truth is asked for; what is neither true nor false is unknown. */
  default Truth truth() {
    return this instanceof Truth truth ? truth : Truth.UNKNOWN;
  }

  default boolean isKnown() {
    return this != Truth.UNKNOWN;
  }
}
