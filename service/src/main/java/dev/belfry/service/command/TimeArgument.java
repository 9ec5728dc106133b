package dev.belfry.service.command;

import dev.belfry.record.RecordTime;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.OptionalLong;

/** A time that somebody typed. */
final class TimeArgument {
  private TimeArgument() {}

  /** Its milliseconds: with a distance from UTC, or without one in a time zone. */
  static long millis(String written, ZoneId zone) throws CommandFailure {
    OptionalLong millis = RecordTime.read(written);
    if (millis.isPresent()) {
      return millis.getAsLong();
    }
    try {
      return LocalDateTime.parse(written).atZone(zone).toInstant().toEpochMilli();
    } catch (DateTimeException noTime) {
      throw CommandFailure.misuse(
          "\"" + written + "\" is no time; write 2026-01-10T20:10:00Z or 2026-01-10T21:10");
    }
  }
}
