package dev.belfry.machine;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Things in the order in which they were last touched, in rings of links, so that a touch takes a
 * few writes however many there are. What is found busy is put aside until it is touched again, so
 * that looking for something idle takes no longer either; what was put aside may have become idle
 * without a touch, so a few of it are looked at where there is nothing else.
 */
final class Recency<T extends Link> {
  /** How many of those that were put aside are looked at at a time. */
  private static final int MOST_LOOKS = 16;

  private static final class Ends extends Link {}

  private final Link quiet = new Ends();
  private final Link busy = new Ends();

  /** Makes it the newest, wherever it stood. */
  void touch(T link) {
    append(link, quiet);
  }

  private static void append(Link link, Link ends) {
    link.unlink();
    link.older = ends.older;
    link.newer = ends;
    ends.older.newer = link;
    ends.older = link;
  }

  @SuppressWarnings("unchecked")
  private @Nullable T oldest(Link ends) {
    return ends.newer instanceof Ends ? null : (T) ends.newer;
  }

  /** The one that was not touched for the longest of those that are idle, or null. */
  @Nullable T quietest(Predicate<T> idle) {
    for (T link = oldest(quiet); link != null; link = oldest(quiet)) {
      if (idle.test(link)) {
        return link;
      }
      append(link, busy);
    }
    T link = oldest(busy);
    for (int looks = 0; looks < MOST_LOOKS && link != null; looks++) {
      if (idle.test(link)) {
        return link;
      }
      append(link, busy);
      link = oldest(busy);
    }
    return null;
  }
}
