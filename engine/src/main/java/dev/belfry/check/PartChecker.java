package dev.belfry.check;

import dev.belfry.codec.Type;
import dev.belfry.codec.Value;
import dev.belfry.model.Expr;
import dev.belfry.source.Span;
import dev.belfry.syntax.Expression;
import dev.belfry.syntax.Name;
import java.util.Map;

/** Checks what is taken out of values: fields, items, and what is known of a message. */
final class PartChecker {
  private static final Map<String, Expr.Property> PROPERTIES =
      Map.of(
          "topic", Expr.Property.TOPIC,
          "time", Expr.Property.TIME,
          "retained", Expr.Property.RETAINED,
          "qos", Expr.Property.QOS);

  private final Problems problems;
  private final Names names;
  private final ValueChecker values;

  PartChecker(Problems problems, Names names, ValueChecker values) {
    this.problems = problems;
    this.names = names;
    this.values = values;
  }

  Typed field(Expression.Field it, Scope scope) {
    if (it.of() instanceof Expression.Reference name
        && !name.called()
        && name.name().text().equals("message")
        && names.topic("message") == null) {
      return property(it, scope);
    }
    Typed of = values.value(it.of(), scope);
    return field(of, it.field(), it.span(), scope);
  }

  private Typed field(Typed of, Name field, Span at, Scope scope) {
    Type type = Type.Simple.ANY;
    if (of.type() instanceof Type.Shape shape) {
      Type declared = shape.fields().get(field.text());
      if (declared == null) {
        problems.add(
            scope.file,
            new CheckProblem.UnknownField(
                field.span(), field.text(), of.subject(), shape.fields().keySet()));
      } else {
        type = declared;
      }
    } else if (of.type() != Type.Simple.ANY) {
      problems.add(
          scope.file,
          new CheckProblem.WrongType(field.span(), of.subject(), "an object", of.type()));
    }
    return new Typed(
        new Expr.Field(of.expr(), field.text()), type, at, field.text(), of.declared());
  }

  private Typed property(Expression.Field it, Scope scope) {
    Expr.Property property = PROPERTIES.get(it.field().text());
    if (scope.messageType().isEmpty()) {
      problems.add(scope.file, new CheckProblem.NoMessageHere(it.span(), "message"));
      return Typed.wrong(it.span());
    }
    if (property == null) {
      problems.add(
          scope.file,
          new CheckProblem.UnknownField(
              it.field().span(), it.field().text(), "a message", PROPERTIES.keySet()));
      return Typed.wrong(it.span());
    }
    Type type =
        switch (property) {
          case TOPIC -> Type.Simple.TEXT;
          case TIME -> Type.Simple.MOMENT;
          case RETAINED -> Type.Simple.BOOL;
          case QOS -> Type.Simple.NUMBER;
        };
    return Typed.of(new Expr.EventMessage(property), type, it.span(), "this");
  }

  /** {@code list[0]}, or {@code object["odd key"]}. */
  Typed index(Expression.Index it, Scope scope) {
    Typed of = values.value(it.of(), scope);
    Typed index = values.value(it.index(), scope);
    boolean mayBeObject = of.type() instanceof Type.Shape || of.type() == Type.Simple.ANY;
    if (mayBeObject && index.literalText().isPresent()) {
      return field(of, new Name(index.literalText().get(), index.span()), it.span(), scope);
    }
    Type type = of.type() instanceof Type.ListOf list ? list.element() : Type.Simple.ANY;
    if (!(of.type() instanceof Type.ListOf) && of.type() != Type.Simple.ANY) {
      problems.add(
          scope.file, new CheckProblem.WrongType(of.span(), of.subject(), "a list", of.type()));
      return Typed.wrong(it.span());
    }
    boolean name = of.type() == Type.Simple.ANY && index.kind() == Type.Simple.TEXT;
    if (!name && index.type() != Type.Simple.NUMBER && index.type() != Type.Simple.ANY) {
      problems.add(
          scope.file,
          new CheckProblem.WrongType(index.span(), index.subject(), "a number", index.type()));
    }
    boolean literal =
        index.expr() instanceof Expr.Const constant && constant.value() instanceof Value.Num;
    return Typed.of(
        new Expr.Item(of.expr(), index.expr()), type, it.span(), literal ? "this item" : "this");
  }
}
