package dev.belfry.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Declarations that were written before, with changes in them. Any bytes give a text: the first two
 * choose a declaration, with the names that its file declares; then each six are a change. Few
 * changes leave most of it right, so that what follows the parser is reached.
 */
final class Patchwork {
  private static final int HEADER_BYTES = 2;
  private static final int CHANGE_BYTES = 6;

  /** Room for six changes; more leave little of what was written. */
  static final int LONGEST_BYTES = HEADER_BYTES + 6 * CHANGE_BYTES;

  /** How many words a change takes at most. */
  private static final int LONGEST_RUN = 12;

  /** Every so many declarations are a seed: all of them would take half of a short run. */
  private static final int SEED_STEP = 8;

  private static final int MOST_WORDS = 20_000;

  private static final Pattern WORD =
      Pattern.compile("\"\"\"|\"(?:[^\"\\\\\n]|\\\\.)*\"|\\p{L}[\\p{L}\\p{Nd}_]*|[0-9.:]+|\\s+|.");
  private static final Pattern NAMES = Pattern.compile("(topic|let)\\b");
  private static final Pattern UNIT = Pattern.compile("(rule|alert|test)\\b");
  private static final Pattern DECLARATION =
      Pattern.compile("(?m)^(?=(topic|let|rule|alert|test)\\b)");

  /** What else a rule is made of. */
  private static final List<String> ODDITIES =
      List.of(
          "\n",
          "\"\"",
          "\"{a}\"",
          "\"a/{a}\"",
          "\"\"\"",
          "\"{\"",
          "\"",
          "5 min",
          "0 s",
          "100 years",
          "2",
          "0",
          "1e308",
          "07:30",
          "24:00",
          "2026-03-29",
          "# \n",
          "value",
          "previous",
          "time",
          "now",
          "sun",
          "count(",
          "any(",
          "avg(",
          "_",
          "\\",
          "\u201c",
          "\uD83D\uDD14",
          "\uFEFF");

  private final List<List<String>> declarations;
  private final List<String> all;

  private Patchwork(List<String> texts) {
    this.declarations = texts.stream().flatMap(text -> declarations(text).stream()).toList();
    List<String> words = new ArrayList<>(RuleFiles.words());
    words.addAll(ODDITIES);
    declarations.stream().flatMap(List::stream).filter(it -> !it.isBlank()).forEach(words::add);
    this.all = words.stream().distinct().toList();
  }

  static Patchwork ofRepository() {
    return new Patchwork(RuleFiles.texts());
  }

  /** Each rule, alert and test of a file, with all that the file names. */
  private static List<List<String>> declarations(String text) {
    List<String> parts = DECLARATION.splitAsStream(text).toList();
    String names =
        String.join("", parts.stream().filter(it -> NAMES.matcher(it).lookingAt()).toList());
    return parts.stream()
        .filter(it -> UNIT.matcher(it).lookingAt())
        .map(it -> WORD.matcher(names + it).results().map(MatchResult::group).toList())
        .toList();
  }

  /** The text that the bytes choose. */
  String text(byte[] input) {
    List<String> words = new ArrayList<>(of(declarations, number(input, 0)));
    for (int i = HEADER_BYTES;
        i + CHANGE_BYTES <= input.length && words.size() < MOST_WORDS;
        i += CHANGE_BYTES) {
      change(words, input, i);
    }
    return String.join("", words);
  }

  private void change(List<String> words, byte[] input, int i) {
    if (words.isEmpty()) {
      return;
    }
    int kind = Byte.toUnsignedInt(input[i]);
    int length = 1 + Byte.toUnsignedInt(input[i + 1]) % LONGEST_RUN;
    int at = number(input, i + 2) % words.size();
    int from = number(input, i + 4);
    switch (kind % 7) {
      case 0 -> {} // a change that is not made yet
      case 1 -> words.set(at, of(all, from));
      case 2 -> words.set(at, alike(words, at, from));
      case 3 -> words.subList(at, Math.min(words.size(), at + length)).clear();
      case 4 -> words.addAll(at, run(words, from, length));
      case 5 -> words.addAll(at, run(of(declarations, from), kind * length, length));
      default -> words.add(at, " " + of(all, from) + " ");
    }
  }

  /** Another word of the same kind in the same text: a name for a name, a text for a text. */
  private static String alike(List<String> words, int at, int from) {
    int kind = kind(words.get(at));
    return IntStream.range(0, words.size())
        .mapToObj(i -> words.get((from + i) % words.size()))
        .filter(word -> kind(word) == kind)
        .findFirst()
        .orElse("");
  }

  private static int kind(String word) {
    return Character.getType(word.codePointAt(0));
  }

  private static List<String> run(List<String> words, int from, int length) {
    int start = from % words.size();
    return List.copyOf(words.subList(start, Math.min(words.size(), start + length)));
  }

  private static <T> T of(List<T> list, int number) {
    return list.get(number % list.size());
  }

  private static int number(byte[] input, int at) {
    int high = at < input.length ? Byte.toUnsignedInt(input[at]) : 0;
    int low = at + 1 < input.length ? Byte.toUnsignedInt(input[at + 1]) : 0;
    return high << 8 | low;
  }

  /**
   * Bytes that give some of the declarations as they were written; the fuzzer gets to the others.
   */
  List<byte[]> seeds() {
    List<byte[]> seeds = new ArrayList<>();
    for (int i = 0; i < declarations.size(); i += SEED_STEP) {
      byte[] seed = new byte[LONGEST_BYTES];
      seed[0] = (byte) (i >> 8);
      seed[1] = (byte) i;
      seeds.add(seed);
    }
    return seeds;
  }
}
