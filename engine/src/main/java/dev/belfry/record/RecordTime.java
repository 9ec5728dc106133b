package dev.belfry.record;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.OptionalLong;

/** Times of records: UTC in ISO 8601 with as many digits of the second as needed. */
public final class RecordTime {
  private static final long LAST_YEAR = 9_999;

  private RecordTime() {}

  /** The milliseconds of a time in ISO 8601 with its distance from UTC, of the years 0 to 9999. */
  public static OptionalLong read(String written) {
    try {
      Instant time =
          written.endsWith("Z")
              ? Instant.parse(written)
              : OffsetDateTime.parse(written).toInstant();
      long year = time.atOffset(ZoneOffset.UTC).getYear();
      return year >= 0 && year <= LAST_YEAR
          ? OptionalLong.of(time.toEpochMilli())
          : OptionalLong.empty();
    } catch (DateTimeException noTime) {
      return OptionalLong.empty();
    }
  }
}
