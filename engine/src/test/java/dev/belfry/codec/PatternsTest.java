package dev.belfry.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How numbers are rounded, and how numbers and times are written by patterns. */
class PatternsTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource({
    "1.005, 2, 1.01",
    "1.015, 2, 1.02",
    "2.675, 2, 2.68",
    "0.285, 2, 0.29",
    "2.5, 0, 3",
    "-2.5, 0, -3",
    "-0.5, 0, -1",
    "0.5, 0, 1",
    "-0.4, 0, 0",
    "0.1, 20, 0.1",
    "1e21, 0, 1e+21",
    "1e21, 2, 1e+21",
    "123456789012345680000, -18, 123000000000000000000",
    "15, -1, 20",
    "-15, -1, -20",
    "4, -1, 0",
    "1e-7, 6, 0",
    "5e-7, 6, 0.000001",
    "5e-324, 400, 5e-324",
    "1.7976931348623157e308, 2, 1.7976931348623157e+308",
  })
  void roundsTheDecimalFormAwayFromZero(double value, int digits, String expected) {
    assertEquals(expected, Numerals.print(Numerals.round(value, digits)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "1.005 0.00 1.01",
        "-0.5 0 -1",
        "2.5 0 3",
        "-0.04 0.0 0.0",
        "-0.05 0.0 -0.1",
        "0 #.## 0",
        "0.5 #.## .5",
        "0.5 0.## 0.5",
        "0.5 #0.0# 0.5",
        "12 0.## 12",
        "12.345 0.0# 12.35",
        "7 000.0 007.0",
        "1234567.891 #,##0.00 1,234,567.89",
        "-1234567.891 #,##0 -1,234,568",
        "999.999 #,##0.00 1,000.00",
        "1234 0,000.0 1,234.0",
        "12 0,000 0,012",
        "12345678 #,#### 1234,5678",
        "1e21 0 1000000000000000000000",
        "1e-7 0.0000000 0.0000001",
        "1e-7 0 0",
        "3.0 #. 3",
      })
  void writesNumbers(double value, String pattern, String expected) {
    assertEquals(expected, NumberPattern.of(pattern).orElseThrow().format(value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", ".", ",", "0.0.0", "0#", "0.#0", "abc", "0 %", "0,", ",0", "0,,0", "0.0,0", "-0"
      })
  void isNoPatternOfNumbers(String pattern) {
    assertTrue(NumberPattern.of(pattern).isEmpty());
    assertTrue(NumberPattern.of("0".repeat(65)).isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "HH:mm | 21:00",
        "yyyy-MM-dd | 2026-01-10",
        "EEEE, d MMMM | Saturday, 10 January",
        "EEE d MMM yy | Sat 10 Jan 26",
        "h:mm a | 9:00 PM",
        "HH:mm:ss.SSS XXX | 21:00:00.250 +01:00",
        "'at' H 'o''clock' | at 21 o'clock",
        "D | 10",
      })
  void writesMomentsInTheZoneOfTheSite(String pattern, String expected) {
    TimePattern time = TimePattern.of(pattern).orElseThrow();
    assertEquals(Optional.of(expected), time.format(new Value.Moment(1_768_075_200_250L), BERLIN));
  }

  @Test
  void aTimeOfDayHasNoDate() {
    TimePattern clock = TimePattern.of("HH.mm").orElseThrow();
    assertEquals(Optional.of("07.05"), clock.format(new Value.Clock(LocalTime.of(7, 5)), BERLIN));
    TimePattern date = TimePattern.of("d MMMM").orElseThrow();
    assertFalse(date.takesTimesOfDay());
    assertEquals(Optional.empty(), date.format(new Value.Clock(LocalTime.of(7, 5)), BERLIN));
    assertEquals(Optional.empty(), clock.format(new Value.Num(1), BERLIN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HH:nn", "zzzz", "w", "'open", "{HH}", "[HH]", "MMMMMMMMMMM", "0.0z"})
  void isNoPatternOfTimes(String pattern) {
    assertTrue(TimePattern.of(pattern).isEmpty());
  }

  @Test
  void momentsArePrintedInUtc() {
    assertEquals("2026-01-10T20:00:00Z", Printed.text(new Value.Moment(1_768_075_200_000L)));
    assertEquals("2026-01-10T20:00:00.25Z", Printed.text(new Value.Moment(1_768_075_200_250L)));
    assertEquals("1969-12-31T23:59:59.999Z", Printed.text(new Value.Moment(-1)));
  }
}
