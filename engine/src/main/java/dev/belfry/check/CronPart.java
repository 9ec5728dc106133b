package dev.belfry.check;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** A part of a cron's text; {@code start} is its offset in it. */
record CronPart(String text, int start) {
  int end() {
    return start + text.length();
  }

  boolean is(String other) {
    return text.equals(other);
  }

  CronPart from(int index) {
    return new CronPart(text.substring(index), start + index);
  }

  CronPart to(int index) {
    return new CronPart(text.substring(0, index), start);
  }

  /** What stands between blanks. */
  List<CronPart> fields() {
    return split(" \t\n\r").stream().filter(part -> !part.text.isEmpty()).toList();
  }

  /** What stands between commas, empty ones included. */
  List<CronPart> items() {
    return split(",");
  }

  private List<CronPart> split(String separators) {
    List<CronPart> parts = new ArrayList<>();
    int from = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || separators.indexOf(text.charAt(i)) >= 0) {
        parts.add(to(i).from(from));
        from = i + 1;
      }
    }
    return parts;
  }

  /** Its number, if it is nothing but digits. */
  OptionalInt digits() {
    return text.matches("[0-9]{1,6}")
        ? OptionalInt.of(Integer.parseInt(text))
        : OptionalInt.empty();
  }
}
