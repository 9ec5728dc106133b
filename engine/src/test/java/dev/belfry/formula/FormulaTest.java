package dev.belfry.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.belfry.codec.Printed;
import dev.belfry.codec.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What formulas come to. */
class FormulaTest {
  private static final List<String> PARAMETERS = List.of("x", "y", "mode", "on");

  /** With x = 3, y = -2.5, mode = "away" and on = true. */
  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '~',
      textBlock =
          """
          1/2                               => 0.5
          7 / 2 * 2                         => 7
          1 - 2 - 3                         => -4
          2 + 3 * 4                         => 14
          (2 + 3) * 4                       => 20
          -x                                => -3
          --x                               => 3
          -(x + y)                          => -0.5
          x - -y                            => 0.5
          2 ** 3 ** 2                       => 512
          -x ** 2                           => -9
          2 ** -1                           => 0.5
          7 % 3                             => 1
          -7 % 3                            => -1
          1e3 + 2.5E-1                      => 1000.25
          007                               => 7
          x > y                             => true
          x >= 3 && y < 0                   => true
          x == 3.0                          => true
          0 * -1 == 0                       => true
          x != 3                            => false
          !on                               => false
          !(x < y) || on                    => true
          on == true                        => true
          on == (x > y)                     => true
          mode == 'away'                    => true
          mode != "away"                    => false
          mode == 'AWAY' ? 1 : 2            => 2
          on ? mode : 'none'                => away
          x > 0 ? y > 0 ? 1 : 2 : 3         => 2
          x < 0 ? 1 : y < 0 ? 2 : 3         => 2
          0.5 * (x + 61.0 + ((x - 68.0) * 1.2) + (y * 0.094)) => -7.1175
          abs(y)                            => 2.5
          round(y)                          => -3
          round(1.005, 2)                   => 1.01
          floor(y)                          => -3
          ceil(y)                           => -2
          ceil(-0.5)                        => 0
          min(x)                            => 3
          min(x, y, 7)                      => -2.5
          max(1, 2, x, y)                   => 3
          clamp(x, 0, 1)                    => 1
          clamp(x, 1, 0)                    => unknown
          sqrt(9) + pow(x, 2)               => 12
          round(exp(1), 3)                  => 2.718
          log(exp(2))                       => 2
          log10(1000)                       => 3
          round(sin(x) + cos(x) + tan(x), 4)=> -0.9914
          round(asin(1) + acos(1) + atan(1), 4) => 2.3562
          1 / 0                             => unknown
          1 / (1 / 0)                       => unknown
          1 / 0 > 5                         => unknown
          1e308 * 10 > 5                    => unknown
          1 / (1e308 * 10)                  => unknown
          5 % 0                             => unknown
          sqrt(-1)                          => unknown
          sqrt(-1) == sqrt(-1)              => unknown
          max(1 / 0, 1)                     => unknown
          atan(1e308 * 10)                  => unknown
          pow(10, 400)                      => unknown
          9 ** 9 ** 9                       => unknown
          log(0)                            => unknown
          x == 0 ? 0 : 1 / x                => 0.3333333333333333
          x != 0 && 1 / x > 0.3             => true
          false && 1 / 0 > 1                => false
          true || 1 / 0 > 1                 => true
          """)
  void comesTo(String text, String expected) {
    assertEquals(
        expected,
        value(
            text,
            PARAMETERS,
            new Value.Num(3),
            new Value.Num(-2.5),
            new Value.Text("away"),
            Value.Truth.TRUE));
  }

  @Test
  void ofWhatDoesNotFitItIsUnknown() {
    List<String> x = List.of("x");
    assertEquals("unknown", value("x + 1", x, Value.Truth.UNKNOWN));
    assertEquals("unknown", value("1", x, Value.Truth.UNKNOWN));
    assertEquals("unknown", value("x + 1", x, new Value.Text("1")));
    assertEquals("unknown", value("x + 1", x, Value.Truth.TRUE));
    assertEquals("unknown", value("x + 1", x, Value.Null.NULL));
    assertEquals("unknown", value("x + 1", x, new Value.Items(List.of())));
    assertEquals("true", value("x == '5'", x, new Value.Num(5)));
    List<String> both = List.of("x", "y");
    assertEquals("true", value("x == y", both, new Value.Text("a"), new Value.Text("a")));
    assertEquals("true", value("x == y", both, new Value.Num(0), new Value.Num(-0.0)));
    assertEquals("unknown", value("x == y", both, new Value.Text("1"), new Value.Num(1)));
    assertEquals("1", value("true ? x : y", both, new Value.Num(1), new Value.Num(2)));
  }

  @Test
  void whatTheAuthorWritesIsNoNameToMvel() {
    List<String> words = List.of("System", "empty", "new", "p1", "c0", "min", "Math", "nil");
    List<Value> values = new ArrayList<>();
    words.forEach(word -> values.add(new Value.Num(values.size())));
    assertEquals(
        "28",
        value(
            "System + empty + new + p1 + c0 + min(min, 9) + Math + nil",
            words,
            values.toArray(Value[]::new)));
  }

  @Test
  void aThousandCharactersAreComputed() {
    assertEquals("500", value("x+".repeat(499) + "x", List.of("x"), new Value.Num(1)));
    String nested = "(".repeat(48) + "x" + ")".repeat(48);
    assertEquals("1", value(nested, List.of("x"), new Value.Num(1)));
  }

  /** Random formulas against the obvious evaluation of the same tree. */
  @Test
  void mvelComputesWhatTheTreeSays() {
    long seed = 20260110;
    Random random = new Random(seed);
    int known = 0;
    for (int i = 0; i < 3_000; i++) {
      String text = number(random, 4);
      double x = random.nextInt(9) - 4;
      double y = random.nextInt(5) / 2.0;
      String expected = Printed.text(new Oracle(x, y).value(text));
      assertEquals(
          expected,
          value(text, List.of("x", "y"), new Value.Num(x), new Value.Num(y)),
          () -> "seed " + seed + ": " + text + " of " + x + ", " + y);
      known += expected.equals("unknown") ? 0 : 1;
    }
    assertEquals(true, known > 1_000, "most of them are known: " + known);
  }

  private static String number(Random random, int depth) {
    if (depth == 0) {
      return List.of("x", "y", "0", "1", "2.5", "1e308").get(random.nextInt(6));
    }
    String a = number(random, depth - 1);
    String b = number(random, depth - 1);
    return switch (random.nextInt(13)) {
      case 0 -> "(" + a + " + " + b + ")";
      case 1 -> a + " - (" + b + ")";
      case 2 -> "(" + a + ") * (" + b + ")";
      case 3 -> "(" + a + ") / (" + b + ")";
      case 4 -> "(" + a + ") % (" + b + ")";
      case 5 -> "-(" + a + ")";
      case 6 -> "max(" + a + ", " + b + ")";
      case 7 -> "round(" + a + ", 1)";
      case 8 -> "(" + truth(random, depth - 1) + " ? " + a + " : " + b + ")";
      case 9 -> "sqrt(" + a + ")";
      case 10 -> a + " - " + b;
      case 11 -> a + " / " + b + " * " + a + " % " + b;
      default -> a;
    };
  }

  private static String truth(Random random, int depth) {
    String a = number(random, Math.max(0, depth - 1));
    String b = number(random, Math.max(0, depth - 1));
    return switch (random.nextInt(6)) {
      case 0 -> a + " < " + b;
      case 1 -> "(" + a + ") == (" + b + ")";
      case 2 -> "!(" + a + " >= " + b + ")";
      case 3 -> depth == 0 ? "true" : truth(random, depth - 1) + " && " + truth(random, depth - 1);
      case 4 -> depth == 0 ? "false" : truth(random, depth - 1) + " || " + truth(random, depth - 1);
      default -> a + " != " + b;
    };
  }

  private static String value(String text, List<String> parameters, Value... arguments) {
    Formula.Reading.Good good =
        assertInstanceOf(Formula.Reading.Good.class, Formula.read(text, parameters), text);
    return Printed.text(good.formula().ready().apply(List.of(arguments)));
  }
}
