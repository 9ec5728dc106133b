package dev.belfry.service.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What came of a repair.
 *
 * @param sound whether there was nothing to repair, and nothing was changed
 * @param complete whether nothing is lost
 * @param lines in words for a person
 */
public record RepairReport(boolean sound, boolean complete, List<String> lines) {
  static RepairReport ofSound(Path main) {
    return new RepairReport(
        true, true, List.of("the store " + main + " is sound; nothing was changed"));
  }

  /**
   * What is known of a repaired store.
   *
   * @param expected how many rows it held, if that is known
   * @param older how many of those that were kept may have had a newer form
   */
  static RepairReport of(
      Path main,
      List<Piece> kept,
      Set<String> lost,
      Optional<Long> expected,
      long older,
      List<Path> aside) {
    List<String> lines = new ArrayList<>();
    lines.add("the store " + main + " was written anew");
    List<String> keys = kept.stream().map(Piece::key).toList();
    counts(keys)
        .forEach((kind, count) -> {
          if (isShown(kind)) {
            lines.add("kept: " + kind.count(count));
          }
        });
    counts(lost).forEach((kind, count) -> lines.add("lost: " + kind.count(count)));
    long present = keys.stream().filter(key -> !lost.contains(key)).count();
    long nameless = expected.map(rows -> Math.max(0, rows - present - lost.size())).orElse(0L);
    if (nameless > 0) {
      lines.add(
          "lost: "
              + PieceKind.UNKNOWN.count(nameless)
              + " of which it cannot be told what they were");
    }
    if (expected.isEmpty()) {
      lines.add("it is not known how much there was: more may be lost");
    }
    if (older > 0) {
      lines.add(PieceKind.UNKNOWN.count(older) + " may be as they were a moment before the last");
    }
    if (lost.contains(Piece.ID) || lost.contains(Piece.RUN)) {
      lines.add("the store bears a new name: what waits may be delivered once more");
    }
    aside.forEach(file -> lines.add("the old file is " + file));
    boolean complete = lost.isEmpty() && nameless == 0 && older == 0 && expected.isPresent();
    lines.add(complete ? "nothing is lost" : "all else is kept");
    return new RepairReport(false, complete, List.copyOf(lines));
  }

  private static boolean isShown(PieceKind kind) {
    return switch (kind) {
      case ID, RUN, CLOCK, SOURCES, TOTAL, UNKNOWN -> false;
      case FACT, WINDOW, WINDOW_START, MEMORY, SILENCE, SWITCH -> true;
      case RETAINED, PARCEL, DEAD_LETTER, PACKET -> true;
    };
  }

  private static Map<PieceKind, Long> counts(Collection<String> keys) {
    Map<PieceKind, Long> counts = new EnumMap<>(PieceKind.class);
    keys.forEach(key -> counts.merge(PieceKind.of(key), 1L, Long::sum));
    return counts;
  }
}
