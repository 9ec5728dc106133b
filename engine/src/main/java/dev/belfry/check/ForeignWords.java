package dev.belfry.check;

import dev.belfry.diagnostic.Nearest;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was probably meant by a word that is none of the possible ones. */
final class ForeignWords {
  /** The shortest beginning of a word that is taken for the word, in letters. */
  private static final int SHORTEST_BEGINNING = 3;

  /** Words of other languages and tools. */
  private static final Map<String, String> OURS =
      Map.of(
          "int", "number",
          "integer", "number",
          "float", "number",
          "double", "number",
          "string", "text",
          "boolean", "bool",
          "object", "any",
          "json", "any",
          "urgent", "critical",
          "medium", "normal");

  private ForeignWords() {}

  static @Nullable String instead(String word, Collection<String> known) {
    String ours = OURS.get(word);
    return ours != null && known.contains(ours)
        ? "write `" + ours + "`"
        : Nearest.of(word, known)
            .or(() -> known.stream().filter(it -> isShort(word, it)).sorted().findFirst())
            .map(found -> "did you mean `" + found + "`?")
            .orElse(null);
  }

  /** Whether one is the beginning of the other: {@code mon} and {@code warning}. */
  private static boolean isShort(String word, String known) {
    return Math.min(word.length(), known.length()) >= SHORTEST_BEGINNING
        && (known.startsWith(word) || word.startsWith(known));
  }
}
