package dev.belfry.manual;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A block of code in a page of the manual, between two lines that begin with three backquotes.
 *
 * @param line where its text begins, from 1
 * @param words what stands behind the opening backquotes: {@code rules}, {@code rules E0302}
 * @param text its lines, each with its end
 */
public record Block(Path page, int line, List<String> words, String text) {
  private static final String FENCE = "```";

  /** The blocks of a page, in order. */
  public static List<Block> of(Path page) throws IOException {
    List<String> lines = Files.readAllLines(page);
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.startsWith(FENCE)) {
        List<String> words = List.of(line.substring(FENCE.length()).strip().split(" +"));
        String indent = lines.get(i).substring(0, lines.get(i).indexOf(FENCE));
        int first = i + 1;
        i = first;
        while (i < lines.size() && !lines.get(i).strip().startsWith(FENCE)) {
          i++;
        }
        blocks.add(new Block(page, first + 1, words, text(lines.subList(first, i), indent)));
      }
    }
    return blocks;
  }

  /** Lines without the indentation of the list that the block stands in. */
  private static String text(List<String> lines, String indent) {
    return lines.stream()
        .map(it -> it.startsWith(indent) ? it.substring(indent.length()) : it)
        .map(it -> it + "\n")
        .collect(Collectors.joining());
  }

  /** Its language: the first word, empty where there is none. */
  public String language() {
    return words.getFirst();
  }

  @Override
  public String toString() {
    return page.getFileName() + ":" + line;
  }
}
