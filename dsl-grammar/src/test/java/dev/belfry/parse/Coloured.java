package dev.belfry.parse;

import dev.belfry.parse.Colours.Stretch;
import dev.belfry.source.SourceFile;
import dev.belfry.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A file's stretches, found by offset. */
final class Coloured {
  private final SourceFile file;
  private final Map<Integer, List<Stretch>> lines = new HashMap<>();

  Coloured(SourceFile file, List<Stretch> stretches) {
    this.file = file;
    stretches.forEach(it -> lines.computeIfAbsent(it.line(), line -> new ArrayList<>()).add(it));
  }

  /** What colours a span, blanks between words left out. */
  List<Stretch> at(Span span) {
    List<Stretch> found = new ArrayList<>();
    int line = file.position(span.start()).line() - 1;
    int last = file.position(span.end() - 1).line() - 1;
    int start = file.text().lastIndexOf('\n', span.start() - 1) + 1;
    for (; line <= last; line++) {
      for (Stretch it : lines.getOrDefault(line, List.of())) {
        int from = Math.max(span.start(), start + it.start());
        int to = Math.min(span.end(), start + it.end());
        if (from < to && !file.text().substring(from, to).isBlank()) {
          found.add(it);
        }
      }
      start = file.text().indexOf('\n', start) + 1;
    }
    return found;
  }
}
