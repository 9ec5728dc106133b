package dev.belfry.service.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StraightClockTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private Instant wall = Instant.parse("2026-01-10T20:00:00Z");
  private long nanos = 42;
  private final StraightClock clock = new StraightClock(() -> wall, () -> nanos);

  private void pass(Duration time, Duration ofTheWall) {
    nanos += time.toNanos();
    wall = wall.plus(ofTheWall);
  }

  private OptionalLong believed() {
    return OptionalLong.of(wall.toEpochMilli());
  }

  @Test
  void aClockIsBelievedWhenItWentAsElapsedTimeDid() {
    assertEquals(OptionalLong.empty(), clock.look());
    pass(HOUR, HOUR.plusSeconds(20));
    assertEquals(believed(), clock.look());
    pass(HOUR, Duration.ofDays(3_650));
    assertEquals(OptionalLong.empty(), clock.look());
    pass(HOUR, Duration.ofDays(-3_650));
    assertEquals(OptionalLong.empty(), clock.look());
    pass(HOUR, HOUR);
    assertEquals(believed(), clock.look());
  }
}
