package dev.belfry.syntax;

import dev.belfry.source.Span;
import java.util.List;

/**
 * A text as the author wrote it: pieces that stand for themselves and expressions between them.
 *
 * @param span the text with its quotes
 */
public record Template(List<Part> parts, Span span) {
  /** A piece of a template. */
  public sealed interface Part {}

  /** Characters that stand for themselves, escapes resolved. */
  public record Plain(String text) implements Part {}

  /** An expression in braces. */
  public record Hole(Expression expression) implements Part {}
}
