package dev.belfry.machine;

/** What can stand in a {@link Recency}, in one at a time. */
abstract class Link {
  Link before = this;
  Link after = this;

  /** Takes it out of where it stands. */
  final void unlink() {
    before.after = after;
    after.before = before;
    before = this;
    after = this;
  }
}
