package dev.belfry.service.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belfry.service.store.ClockReading;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SteadyClockTest {
  private long wallMillis = 1_000_000;
  private long nanos = 77;
  private long sinceBoot = 9_000_000_000L;

  private SteadyClock clock(Optional<ClockReading> last) {
    return new SteadyClock(
        () -> Instant.ofEpochMilli(wallMillis), () -> nanos, () -> sinceBoot, last);
  }

  private void pass(long millis) {
    wallMillis += millis;
    nanos += millis * 1_000_000;
    sinceBoot += millis * 1_000_000;
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

  @Test
  void aNightThatTheComputerSleptCounts() {
    SteadyClock clock = clock(Optional.empty());
    pass(1_000);
    long nightMillis = 8 * 3_600_000;
    wallMillis += nightMillis;
    sinceBoot += nightMillis * 1_000_000;
    assertEquals(OptionalLong.empty(), clock.step());
    assertEquals(1_001_000 + nightMillis, clock.millis());
    pass(1_000);
    assertEquals(OptionalLong.empty(), clock.step());
    assertEquals(1_002_000 + nightMillis, clock.millis());
  }

  @Test
  void aCoarseClockIsNoSleep() {
    SteadyClock clock = clock(Optional.empty());
    pass(1_000);
    sinceBoot += 10_000_000;
    assertEquals(OptionalLong.empty(), clock.step());
    assertEquals(1_001_000, clock.millis());
  }

  @Test
  void aClockThatShowsATimeThatIsOverIsDoubtful() {
    assertTrue(clock(Optional.empty()).isDoubtful());
    wallMillis = Instant.parse("2026-12-01T00:00:00Z").toEpochMilli();
    assertFalse(clock(Optional.empty()).isDoubtful());
    SteadyClock back = clock(Optional.of(new ClockReading(0, wallMillis + 1)));
    assertTrue(back.isDoubtful());
    wallMillis += 2;
    assertFalse(back.isDoubtful());
  }

  @Test
  void theClockOfThisComputerAgreesWithItself() {
    SteadyClock clock = SteadyClock.goingOnFrom(Optional.empty());
    long before = System.currentTimeMillis();
    clock.step();
    long apart = Math.abs(clock.millis() - before);
    assertTrue(apart < 2_000, () -> apart + " ms");
  }
}
