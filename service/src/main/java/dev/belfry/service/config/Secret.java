package dev.belfry.service.config;

/** A text that nobody should read over a shoulder: it never shows itself. */
public record Secret(String reveal) {
  @Override
  public String toString() {
    return "***";
  }
}
