package dev.belfry.syntax;

import dev.belfry.source.Span;

/** A word or a quoted text that stands for itself, and where it stands. */
public record Name(String text, Span span) {}
