package dev.belfry.machine;

/** What can stand in a {@link Recency}, in one at a time. */
abstract class Link {
  Link older = this;
  Link newer = this;

  /** Takes it out of where it stands. */
  final void unlink() {
    older.newer = newer;
    newer.older = older;
    older = this;
    newer = this;
  }
}
