package dev.belfry.fuzz;

import java.nio.charset.StandardCharsets;

/** The fuzzer's bytes are the file. */
final class TextTarget {
  private TextTarget() {}

  /** The entry that the fuzzer looks for. */
  public static void fuzzerTestOneInput(byte[] input) {
    Examination.examine(text(input));
  }

  /** The bytes as text; what is not UTF-8 becomes a replacement character. */
  static String text(byte[] input) {
    return new String(input, StandardCharsets.UTF_8);
  }
}
