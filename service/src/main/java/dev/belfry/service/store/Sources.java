package dev.belfry.service.store;

import dev.belfry.source.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files that the rules in force were made of. They are kept so that a start with other rules
 * knows what is gone.
 *
 * @param texts by the names of the files; none where they are not known
 */
public record Sources(SortedMap<String, String> texts) {
  /** More is not kept: it is written anew with each change of a file. */
  public static final int MOST_BYTES = 4 * 1024 * 1024;

  /** Nothing is known of any. */
  public static final Sources NONE = new Sources(new TreeMap<>());

  /** Those of these files, unless they are too long together. */
  public static Optional<Sources> of(List<SourceFile> files) {
    SortedMap<String, String> texts = new TreeMap<>();
    long bytes = 0;
    for (SourceFile file : files) {
      texts.put(file.name(), file.text());
      bytes += file.text().getBytes(StandardCharsets.UTF_8).length;
    }
    return bytes > MOST_BYTES ? Optional.empty() : Optional.of(new Sources(texts));
  }

  public boolean isEmpty() {
    return texts.isEmpty();
  }

  /** The files, in the order of their names. */
  public List<SourceFile> files() {
    return texts.entrySet().stream()
        .map(text -> new SourceFile(text.getKey(), text.getValue()))
        .toList();
  }
}
