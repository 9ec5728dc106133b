package dev.belfry.syntax;

import dev.belfry.source.Span;
import java.util.List;

/** A type as it is written behind a topic. */
public sealed interface TypeSyntax {
  Span span();

  /** {@code number}, {@code text}, {@code bool}, {@code any}. */
  record Named(Name name, Span span) implements TypeSyntax {}

  /** {@code "open" | "closed"}. */
  record Alternatives(List<Name> texts, Span span) implements TypeSyntax {}

  /** <code>{ contact: bool, battery: number }</code>. */
  record Shape(List<Field> fields, Span span) implements TypeSyntax {}

  /** {@code [number]}. */
  record ListOf(TypeSyntax element, Span span) implements TypeSyntax {}

  /** A field of a shape. */
  record Field(Name name, TypeSyntax type) {}
}
