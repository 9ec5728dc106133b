package dev.belfry.fuzz;

/** The fuzzer's bytes choose changes of declarations that were written before. */
final class WordsTarget {
  static final Patchwork PATCHWORK = Patchwork.ofRepository();

  private WordsTarget() {}

  /** The entry that the fuzzer looks for. */
  public static void fuzzerTestOneInput(byte[] input) {
    Examination.examine(PATCHWORK.text(input));
  }
}
