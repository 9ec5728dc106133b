package dev.belfry.service.store;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds the rows in the pages of a damaged store. The tree of pages is not asked: each row proves
 * by its sum that it is whole. Where a page's own table of rows is hit as well, every place in the
 * page is tried.
 */
final class Salvage {
  private static final int LEAF = 10;
  private static final int INNER = 2;
  private static final int LEAF_HEAD_BYTES = 8;
  private static final int INNER_HEAD_BYTES = 12;

  private final Pages pages;
  private final Map<String, Find> finds = new HashMap<>();
  private final Set<String> broken = new TreeSet<>();

  /**
   * A row that was found.
   *
   * @param listed whether its page lists it; if not, it may be one that was given up
   * @param age of its page
   * @param older whether a newer form of it may have been hit
   */
  private record Find(Piece piece, boolean listed, int age, boolean older) {
    boolean isBetterThan(Find other) {
      return listed == other.listed ? age > other.age : listed;
    }
  }

  private Salvage(Pages pages) {
    this.pages = pages;
  }

  static Salvage of(Pages pages) {
    Salvage salvage = new Salvage(pages);
    pages.certain().stream().filter(page -> page.page() > 1).forEach(salvage::search);
    pages.damaged().forEach(salvage::search);
    return salvage;
  }

  private void search(Pages.Version page) {
    int type = page.bytes()[0];
    boolean sound =
        switch (type) {
          case LEAF -> list(page, LEAF_HEAD_BYTES);
          case INNER -> list(page, INNER_HEAD_BYTES);
          default -> {
            list(page, LEAF_HEAD_BYTES);
            list(page, INNER_HEAD_BYTES);
            yield false;
          }
        };
    if (!sound) {
      for (int at = LEAF_HEAD_BYTES; at < page.bytes().length; at++) {
        look(page, at, false);
      }
    }
  }

  /** Follows a page's table of its rows; false if it leads to anything but whole rows. */
  private boolean list(Pages.Version page, int headBytes) {
    int count = number(page.bytes(), 3);
    boolean sound = true;
    for (int i = 0; i < count && headBytes + 2 * i + 2 <= page.bytes().length; i++) {
      int at = number(page.bytes(), headBytes + 2 * i) + (headBytes == INNER_HEAD_BYTES ? 4 : 0);
      sound &= look(page, at, true);
    }
    return sound;
  }

  private static int number(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
  }

  private boolean look(Pages.Version page, int at, boolean listed) {
    Optional<Row> row =
        Row.at(page.bytes(), at, pages.pageBytes(), pages::newest)
            .filter(Row::whole)
            .or(() -> Row.at(page.bytes(), at, pages.pageBytes(), pages::certain));
    if (row.isEmpty()) {
      return false;
    }
    Piece piece = row.get().piece();
    if (row.get().whole()) {
      Find find = new Find(piece, listed, page.age(), pages.isSuperseded(page));
      finds.merge(piece.key(), find, (one, other) -> other.isBetterThan(one) ? other : one);
    } else if (PieceKind.of(piece.key()) != PieceKind.UNKNOWN) {
      broken.add(piece.key());
    }
    return row.get().whole();
  }

  /** The rows that are whole, by their keys. */
  Map<String, Piece> whole() {
    Map<String, Piece> whole = new TreeMap<>();
    finds.forEach((key, find) -> whole.put(key, find.piece()));
    return whole;
  }

  /** How many of them may have had a newer form. */
  long older() {
    return finds.values().stream().filter(Find::older).count();
  }

  /** The keys of rows of which nothing but the key could be read. */
  Set<String> broken() {
    Set<String> gone = new TreeSet<>(broken);
    gone.removeAll(finds.keySet());
    return gone;
  }
}
