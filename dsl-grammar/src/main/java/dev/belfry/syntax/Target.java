package dev.belfry.syntax;

import dev.belfry.source.Span;
import java.util.List;

/** Where something is sent to. */
public sealed interface Target {
  Span span();

  /** A text that gives the topic, with or without the word {@code topic} before it. */
  record Written(Template template, Span span) implements Target {}

  /** A declared topic with its arguments. */
  record Declared(Name name, List<Expression> arguments, Span span) implements Target {}
}
