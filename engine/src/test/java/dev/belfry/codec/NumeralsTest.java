package dev.belfry.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumeralsTest {
  /** What ECMAScript prints: {@code String(x)}. */
  private static final Map<Double, String> PRINTED =
      Map.ofEntries(
          Map.entry(0.0, "0"),
          Map.entry(-0.0, "0"),
          Map.entry(128.0, "128"),
          Map.entry(-1.5, "-1.5"),
          Map.entry(0.75, "0.75"),
          Map.entry(0.1 + 0.2, "0.30000000000000004"),
          Map.entry(1e21, "1e+21"),
          Map.entry(1e20, "100000000000000000000"),
          Map.entry(123456789012345680000.0, "123456789012345680000"),
          Map.entry(1.7976931348623157e308, "1.7976931348623157e+308"),
          Map.entry(1e-6, "0.000001"),
          Map.entry(1e-7, "1e-7"),
          Map.entry(1.5e-7, "1.5e-7"),
          Map.entry(0.00000123, "0.00000123"),
          Map.entry(4.9e-324, "5e-324"),
          Map.entry(2.2250738585072014e-308, "2.2250738585072014e-308"),
          Map.entry(1e15, "1000000000000000"),
          Map.entry(123456789.125, "123456789.125"),
          Map.entry(2e23, "2e+23"),
          Map.entry(1e23, "1e+23"),
          Map.entry(-1e-10, "-1e-10"),
          Map.entry(4.35, "4.35"));

  static Stream<Map.Entry<Double, String>> printed() {
    return PRINTED.entrySet().stream();
  }

  @ParameterizedTest
  @MethodSource("printed")
  void numbersArePrintedAsEcmaScriptDoes(Map.Entry<Double, String> it) {
    assertEquals(it.getValue(), Numerals.print(it.getKey()));
  }

  @Test
  void whatIsPrintedReadsBack() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        String printed = Numerals.print(value);
        assertEquals(
            OptionalDouble.of(value == 0 ? 0.0 : value),
            Numerals.parse(printed),
            () -> printed + ", seed " + seed);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "NaN",
        "Infinity",
        "-Infinity",
        "1f",
        "1d",
        "0x10",
        "1e999",
        "1,5",
        "--1",
        "1e",
        "e1",
        ".",
        "+",
        "1 2",
        "٣"
      })
  void whatIsNoNumber(String text) {
    assertTrue(Numerals.parse(text).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", " 1 ", "+1", "1.", "1e0", "10E-1", "0001", "1\r\n"})
  void whatIsOne(String text) {
    assertEquals(OptionalDouble.of(1), Numerals.parse(text));
  }
}
