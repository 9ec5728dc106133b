package dev.belfry.service.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.belfry.service.store.ClockReading;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SteadyClockTest {
  private long wallMillis = 1_000_000;
  private long nanos = 77;

  private SteadyClock clock(Optional<ClockReading> last) {
    return new SteadyClock(() -> Instant.ofEpochMilli(wallMillis), () -> nanos, last);
  }

  private void pass(long millis) {
    wallMillis += millis;
    nanos += millis * 1_000_000;
  }

  @Test
  void itStartsWithTheWallClockAndGoesOnWithWhatElapsed() {
    SteadyClock clock = clock(Optional.empty());
    pass(5_000);
    assertEquals(1_005_000, clock.millis());
    assertEquals(OptionalLong.empty(), clock.step());
  }

  @Test
  void aWallClockThatIsSetMovesItNotButIsToldOnce() {
    SteadyClock clock = clock(Optional.empty());
    wallMillis -= 3_600_000;
    assertEquals(1_000_000, clock.millis());
    assertEquals(OptionalLong.of(-3_600_000), clock.step());
    assertEquals(OptionalLong.empty(), clock.step());
    wallMillis += 3_600_000;
    assertEquals(OptionalLong.of(0), clock.step());
  }

  @Test
  void aSmallCorrectionIsNoStepUntilSmallOnesAddUp() {
    SteadyClock clock = clock(Optional.empty());
    wallMillis += 500;
    assertEquals(OptionalLong.empty(), clock.step());
    wallMillis += 1;
    assertEquals(OptionalLong.of(501), clock.step());
  }

  @Test
  void downtimeIsTheWallClocksAndNeverNegative() {
    assertEquals(960_000, clock(Optional.of(new ClockReading(900_000, 940_000))).millis());
    // A board without a clock of its own wakes in the past.
    SteadyClock past = clock(Optional.of(new ClockReading(9_000_000, 9_000_000)));
    assertEquals(9_000_000, past.millis());
    assertEquals(OptionalLong.of(-8_000_000), past.step());
  }
}
