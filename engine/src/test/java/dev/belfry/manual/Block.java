package dev.belfry.manual;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
      if (lines.get(i).startsWith(FENCE)) {
        List<String> words = List.of(lines.get(i).substring(FENCE.length()).strip().split(" +"));
        int first = i + 1;
        i = first;
        while (i < lines.size() && !lines.get(i).startsWith(FENCE)) {
          i++;
        }
        String text =
            String.join("", lines.subList(first, i).stream().map(it -> it + "\n").toList());
        blocks.add(new Block(page, first + 1, words, text));
      }
    }
    return blocks;
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
