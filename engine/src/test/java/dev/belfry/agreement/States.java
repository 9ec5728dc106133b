package dev.belfry.agreement;

import java.util.List;

/** Writes random states and values. */
final class States {
  static final List<String> NUMBERS = List.of("20", "18", "21.5", "25");

  private final Choices choices;
  private final Era era;

  States(Choices choices, Era era) {
    this.choices = choices;
    this.era = era;
  }

  /**
   * What may be written at a place.
   *
   * @param binds whether {@code room} may be bound there, or is bound already
   * @param message whether there is a message to speak of
   * @param action whether it is a place in actions, where nothing is bound or followed
   */
  record Place(boolean binds, boolean message, boolean action) {}

  String duration() {
    return choices.of(era.durations());
  }

  /** A capture's argument. */
  String room(Place place) {
    if (!place.binds()) {
      return choices.of("\"a\"", "\"b\"");
    }
    return place.action() || choices.percent(80) ? "room" : choices.of("\"a\"", "\"b\"");
  }

  /** A topic whose value is a number. */
  String numeric(Place place) {
    return switch (choices.below(4)) {
      case 0 -> "level";
      case 1, 2 -> "temp(" + room(place) + ")";
      default -> "shape(" + room(place) + ").n";
    };
  }

  /** A topic as such. */
  String topic(Place place) {
    return switch (choices.below(6)) {
      case 0 -> "level";
      case 1 -> "mode";
      case 2 -> "temp(" + room(place) + ")";
      case 3 -> "door(" + room(place) + ")";
      case 4 -> "motion(" + room(place) + ")";
      default -> "raw(" + room(place) + ")";
    };
  }

  String state(Place place, int depth) {
    int form = choices.below(depth <= 0 ? 10 : 20);
    return switch (form) {
      case 10, 11 -> state(place, depth - 1) + " and " + state(place, depth - 1);
      case 12 -> "(" + state(place, depth - 1) + " or " + state(place, depth - 1) + ")";
      case 13 -> "not " + simple(place);
      case 14, 15, 16 -> place.action() ? simple(place) : lasting(place, depth - 1);
      case 17, 18 ->
          place.action()
              ? simple(place)
              : "(" + "(" + state(place, depth - 1) + ") until (" + state(place, depth - 1) + "))";
      case 19 -> "(" + state(place, depth - 1) + ")";
      default -> simple(place);
    };
  }

  String lasting(Place place, int depth) {
    if (choices.percent(15)) {
      return tolerating(place);
    }
    return "("
        + state(place, depth)
        + ") for "
        + duration()
        + (choices.percent(30) ? " tolerating " + duration() : "");
  }

  /** Where its topic is unknown, time makes it true just when the unknown is tolerated no more. */
  private String tolerating(Place place) {
    String number = numeric(place);
    String topic = number.replace(".n", "");
    String tolerated = duration();
    return "("
        + number
        + " > 19 or "
        + choices.of(topic + " silent for " + tolerated, "age(" + topic + ") >= " + tolerated)
        + ") for "
        + duration()
        + " tolerating "
        + tolerated;
  }

  /** A state without parts. */
  String simple(Place place) {
    if (place.message() && choices.percent(15)) {
      return choices.of(
          "value is known",
          "value != previous",
          "value == previous",
          "previous is unknown",
          "message.retained",
          "message.qos < 2");
    }
    return switch (choices.below(23)) {
      case 0, 1, 2 ->
          "door("
              + room(place)
              + ") "
              + choices.of("is", "is not")
              + " "
              + choices.of("\"open\"", "\"closed\"");
      case 3, 4, 5 ->
          numeric(place)
              + " "
              + choices.of(">", "<=", "==", "!=", "<", ">=", "is above", "is below")
              + " "
              + number();
      case 6, 7 -> "mode is " + choices.of("\"on\"", "\"off\"");
      case 8, 9 -> "motion(" + room(place) + ")" + choices.of("", " is true", " is false");
      case 10 -> numeric(place) + " between 18 and 21.5";
      case 11 -> numeric(place) + " in [18, 20, " + number() + "]";
      case 12 ->
          "raw("
              + room(place)
              + ") "
              + choices.of(
                  "contains \"1\"",
                  "starts with \"2\"",
                  "ends with \"x\"",
                  "matches \"[0-9.]+\"",
                  "is 20",
                  "is \"x\"",
                  "> 19")
              + choices.of("", "", " or raw(" + room(place) + ")[0] is 20");
      case 13 -> topic(place) + " is " + choices.of("known", "unknown");
      case 14 -> "shape(" + room(place) + ").state is " + choices.of("\"on\"", "\"off\"");
      case 15 -> window(place);
      case 16 -> place.action() ? window(place) : quantified();
      case 17 -> "previous(" + number(place) + ") " + choices.of(">", "<") + " " + number();
      case 18 -> "age(" + topic(place) + ") " + choices.of(">", "<=", "<", ">=") + " " + duration();
      case 19 -> clock();
      case 20 -> topic(place) + " silent for " + duration();
      case 21 ->
          era.alerts().isEmpty()
              ? choices.of("warm", "hot(" + room(place) + ")")
              : "alert \"" + choices.of(era.alerts()) + "\" is firing";
      default -> value(place) + " " + choices.of(">", "<=") + " " + number();
    };
  }

  private String number(Place place) {
    return choices.of("level", "temp(" + room(place) + ")");
  }

  String number() {
    return choices.of(NUMBERS);
  }

  private String clock() {
    return switch (choices.below(6)) {
      case 0, 1, 2 -> "time between " + choices.of(era.times()) + " and " + choices.of(era.times());
      case 3 -> "time " + choices.of("<", ">=", ">", "<=") + " " + choices.of(era.times());
      case 4 -> choices.of("weekday is \"sunday\"", "date is \"" + era.date() + "\"");
      default -> "format(now, \"HH:mm\") is \"" + choices.of(era.times()).substring(0, 5) + "\"";
    };
  }

  /** A number over messages, compared. */
  private String window(Place place) {
    String extent = choices.percent(30) ? "last " + choices.of("2", "3", "1") : duration();
    String measure = choices.of("avg", "count", "min", "max", "sum", "change", "stddev");
    String topic =
        measure.equals("count")
            ? choices.of("door(" + room(place) + ")", "raw(" + room(place) + ")", "level")
            : numeric(place);
    String number =
        measure.equals("count")
            ? choices.of("1", "2", "3")
            : measure.matches("change|stddev") ? choices.of("1", "2.5") : number();
    return measure
        + "("
        + topic
        + ", "
        + extent
        + ") "
        + choices.of(">", ">=", "<", "==")
        + " "
        + number;
  }

  /** A state over many topics. */
  private String quantified() {
    String inner =
        switch (choices.below(8)) {
          case 0, 1 -> "door(_) is \"open\"";
          case 2 -> "motion(_)";
          case 3 -> "temp(_) > " + number();
          case 4 -> "door(_) is \"open\" for " + duration();
          case 5 -> "avg(temp(_), " + duration() + ") > 19";
          case 6 -> "door(_) is \"open\" and motion(_)";
          default -> "temp(_) silent for " + duration();
        };
    return choices.percent(30)
        ? "count(" + inner + ") " + choices.of(">= 1", "== 2", "< 1")
        : choices.of("any", "all", "none") + "(" + inner + ")";
  }

  /** A number that is computed. */
  String value(Place place) {
    String x = numeric(place);
    return switch (choices.below(10)) {
      case 0 -> "round(" + x + ", 0)";
      case 1 -> "abs(" + x + " - 20) * 5";
      case 2 -> "max(" + x + ", level)";
      case 3 -> "clamp(" + x + ", 19, 21)";
      case 4 -> "(" + x + " + 1) % 7";
      case 5 -> "(if " + simple(place) + " then " + x + " else 20)";
      case 6 -> "length(raw(" + room(place) + ")) * 10";
      case 7 -> "scale(" + x + ", 0, 50, 0, 100)";
      case 8 -> "(-" + x + " / 2 + 30)";
      default -> "number(substring(text(" + x + "), 0, 2))";
    };
  }
}
