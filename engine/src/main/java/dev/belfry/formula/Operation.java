package dev.belfry.formula;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A function that formulas may call. All take numbers and give a number. */
enum Operation {
  ABS(1, 1),
  ROUND(1, 2),
  FLOOR(1, 1),
  CEIL(1, 1),
  MIN(1, Operation.MANY),
  MAX(1, Operation.MANY),
  CLAMP(3, 3),
  SQRT(1, 1),
  POW(2, 2),
  EXP(1, 1),
  LOG(1, 1),
  LOG10(1, 1),
  SIN(1, 1),
  COS(1, 1),
  TAN(1, 1),
  ASIN(1, 1),
  ACOS(1, 1),
  ATAN(1, 1);

  /** As many arguments as there is room for. */
  static final int MANY = 100;

  private static final Map<String, Operation> WORDS =
      Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Operation::word, it -> it));

  final int fewest;
  final int most;

  Operation(int fewest, int most) {
    this.fewest = fewest;
    this.most = most;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static @Nullable Operation called(String word) {
    return WORDS.get(word);
  }

  static Iterable<String> words() {
    return WORDS.keySet();
  }
}
