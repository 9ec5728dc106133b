package dev.belfry.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Texts sewn of words and of pieces of rule files. Any bytes give a text: the first two choose a
 * file, then each two are a word, or a piece of that file or of any.
 */
final class Patchwork {
  /** Numbers from here on are a piece of the chosen file. */
  private static final int OWN_PIECE = 0x2000;

  /** Numbers from here on are a piece of any file. */
  private static final int ANY_PIECE = 0x8000;

  /** What else a rule is made of. */
  private static final List<String> FRAGMENTS =
      List.of(
          "\n",
          "\"r\"",
          "\"{a}\"",
          "\"a/{a}\"",
          "\"\"\"",
          "\"{\"",
          "a",
          "5 min",
          "0 s",
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
          "count(",
          "any(",
          "avg(",
          "\\",
          "\u201c",
          "\uD83D\uDD14");

  private static final Pattern SEAMS =
      Pattern.compile(
          "(?<=\\{ )|(?=\\})|(?<=\\()|(?=\\))|(?<=, )"
              + "|(?<= )(?=(then|while|when|finally|and|or|not|until|for|with|within|is|becomes|if"
              + "|else|at|every|publish|notify|severity|expect|send)\\b)");
  private static final Pattern DECLARED_NAME = Pattern.compile("(?m)^(?=(topic|let)\\b)");
  private static final Pattern DECLARATION =
      Pattern.compile("(?m)^(?=(topic|let|rule|alert|test)\\b)");

  private final List<String> words = new ArrayList<>(RuleFiles.words());
  private final List<List<String>> files;
  private final List<String> all;
  private final List<String> texts;

  private Patchwork(List<String> texts) {
    this.texts = texts;
    this.files = texts.stream().map(Patchwork::pieces).toList();
    this.all = files.stream().flatMap(List::stream).distinct().toList();
    words.addAll(FRAGMENTS);
  }

  static Patchwork ofRepository() {
    return new Patchwork(
        RuleFiles.texts().stream().filter(text -> !pieces(text).isEmpty()).toList());
  }

  private static List<String> pieces(String text) {
    return text.lines()
        .map(line -> line + "\n")
        .flatMap(SEAMS::splitAsStream)
        .filter(piece -> !piece.isEmpty())
        .toList();
  }

  /** The text that the bytes choose. */
  String text(byte[] input) {
    StringBuilder text = new StringBuilder();
    List<String> own = files.get(number(input, 0) % files.size());
    for (int i = 2; i < input.length; i += 2) {
      int choice = number(input, i);
      if (choice < OWN_PIECE) {
        text.append(words.get(choice % words.size())).append(' ');
      } else {
        List<String> pieces = choice < ANY_PIECE ? own : all;
        text.append(pieces.get((choice - OWN_PIECE) % pieces.size()));
      }
    }
    return text.toString();
  }

  private static int number(byte[] input, int at) {
    int high = at < input.length ? Byte.toUnsignedInt(input[at]) : 0;
    int low = at + 1 < input.length ? Byte.toUnsignedInt(input[at + 1]) : 0;
    return high << 8 | low;
  }

  /** Bytes that give each declaration of each file, with the names that its file declares. */
  List<byte[]> seeds() {
    List<byte[]> seeds = new ArrayList<>();
    for (int file = 0; file < files.size(); file++) {
      int number = file;
      List<String> declarations = DECLARATION.splitAsStream(texts.get(file)).toList();
      String names =
          String.join(
              "",
              declarations.stream().filter(it -> DECLARED_NAME.matcher(it).lookingAt()).toList());
      declarations.stream()
          .filter(it -> !DECLARED_NAME.matcher(it).lookingAt())
          .forEach(it -> seeds.add(bytes(number, names + it)));
    }
    return seeds;
  }

  private byte[] bytes(int file, String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    write(file, bytes);
    for (String piece : pieces(text)) {
      write(OWN_PIECE + files.get(file).indexOf(piece), bytes);
    }
    return bytes.toByteArray();
  }

  private static void write(int number, ByteArrayOutputStream bytes) {
    bytes.write(number >> 8);
    bytes.write(number);
  }
}
