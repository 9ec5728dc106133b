package dev.belfry.format;

import dev.belfry.diagnostic.Diagnostic;
import java.util.List;

/** What became of a file that was to be brought into the one layout. */
public sealed interface Formatted {
  /**
   * The file in the layout. What could not be read is as it was.
   *
   * @param problems why it could not be read
   */
  record Done(String text, List<Diagnostic> problems) implements Formatted {}

  /** The result would not say the same as the file did: a bug of ours. */
  record Unfaithful() implements Formatted {}
}
