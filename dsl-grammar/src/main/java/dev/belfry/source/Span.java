package dev.belfry.source;

/** A stretch of a source file: offsets in UTF-16 units, the end excluded. */
public record Span(int start, int end) {
  /** From the start of this to the end of the other. */
  public Span to(Span other) {
    return new Span(start, Math.max(end, other.end));
  }

  public int length() {
    return end - start;
  }
}
