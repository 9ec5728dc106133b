package dev.belfry.check;

import dev.belfry.codec.Codec;
import dev.belfry.codec.Type;
import dev.belfry.codec.Value;
import dev.belfry.event.TopicFilter;
import dev.belfry.model.Expr;
import dev.belfry.source.SourceFile;
import dev.belfry.syntax.Declaration;
import dev.belfry.syntax.Name;
import dev.belfry.syntax.TypeSyntax;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the declarations of topics. */
final class TopicChecker {
  private static final Map<String, Type> TYPES =
      Map.of(
          "number", Type.Simple.NUMBER,
          "text", Type.Simple.TEXT,
          "bool", Type.Simple.BOOL,
          "any", Type.Simple.ANY);

  private final Problems problems;
  private final ValueChecker values;

  TopicChecker(Problems problems, ValueChecker values) {
    this.problems = problems;
    this.values = values;
  }

  /** The topic, if its declaration makes sense. */
  Optional<Names.Topic> check(Declaration.Topic topic, SourceFile file) {
    topic.broker().ifPresent(name -> problems.add(file, noSuchBroker(name)));
    Optional<TopicFilter> filter = filter(topic.pattern(), file);
    Optional<Type> type = topic.type().map(written -> type(written, file));
    if (filter.isEmpty() || !parametersFit(topic, filter.get(), file)) {
      return Optional.empty();
    }
    Optional<Codec> codec = topic.codec().flatMap(name -> codec(name, type, file));
    Type known = type.or(() -> codec.map(Codec::type)).orElse(Type.Simple.ANY);
    return Optional.of(
        new Names.Topic(
            topic.name().text(),
            filter.get(),
            filter.get().captures().stream().map(capture -> parameter(topic, capture)).toList(),
            known,
            codec,
            initial(topic, known, file),
            topic.staleMillis(),
            topic.type().map(written -> new CheckProblem.Place(file, written.span()))));
  }

  private Optional<Codec> codec(Name name, Optional<Type> type, SourceFile file) {
    Optional<Codec> codec = Codec.named(name.text());
    if (codec.isEmpty()) {
      problems.add(
          file, new CheckProblem.NotOneOf(name.span(), "codec", name.text(), Codec.words()));
    } else if (type.isPresent() && !codec.get().mayBe(type.get())) {
      problems.add(file, new CheckProblem.CodecAndType(name.span(), codec.get(), type.get()));
    }
    return codec;
  }

  /** All topics are those of the one broker until the configuration can name others. */
  private static CheckProblem noSuchBroker(Name name) {
    return new CheckProblem.NotConfigured(name.span(), "broker", name.text(), Set.of());
  }

  /** The filter of a pattern, or a problem. */
  Optional<TopicFilter> filter(Name pattern, SourceFile file) {
    try {
      return Optional.of(TopicFilter.parse(pattern.text()));
    } catch (TopicFilter.Malformed malformed) {
      problems.add(
          file,
          new CheckProblem.BadPattern(
              pattern.span(), pattern.text(), String.valueOf(malformed.getMessage())));
      return Optional.empty();
    }
  }

  private boolean parametersFit(Declaration.Topic topic, TopicFilter filter, SourceFile file) {
    List<String> parameters = topic.captures().stream().map(Name::text).toList();
    if (parameters.size() == filter.captures().size()
        && Set.copyOf(parameters).equals(Set.copyOf(filter.captures()))) {
      return true;
    }
    problems.add(
        file,
        new CheckProblem.Parameters(topic.name().span(), topic.name().text(), filter.captures()));
    return false;
  }

  private static int parameter(Declaration.Topic topic, String capture) {
    return topic.captures().stream().map(Name::text).toList().indexOf(capture);
  }

  private Type type(TypeSyntax written, SourceFile file) {
    return switch (written) {
      case TypeSyntax.Named named -> named(named.name(), file);
      case TypeSyntax.Alternatives texts ->
          new Type.OneOf(texts.texts().stream().map(Name::text).distinct().toList());
      case TypeSyntax.ListOf list -> new Type.ListOf(type(list.element(), file));
      case TypeSyntax.Shape shape -> {
        Map<String, Type> fields = new LinkedHashMap<>();
        shape.fields().forEach(field -> fields.put(field.name().text(), type(field.type(), file)));
        yield new Type.Shape(fields);
      }
    };
  }

  private Type named(Name name, SourceFile file) {
    Type type = TYPES.get(name.text());
    if (type == null) {
      problems.add(
          file,
          new CheckProblem.NotOneOf(
              name.span(), "type", name.text(), new ArrayList<>(TYPES.keySet())));
      return Type.Simple.ANY;
    }
    return type;
  }

  private Optional<Value> initial(Declaration.Topic topic, Type type, SourceFile file) {
    return topic
        .initial()
        .flatMap(written -> {
          Typed value = values.value(written, Scope.of(file, Scope.Place.TEST));
          values.requireFits(
              value, type, topic.name().text(), topic.type().map(t -> place(file, t)), file);
          return value.expr() instanceof Expr.Const constant
              ? Optional.of(constant.value())
              : notConstant(value, file);
        });
  }

  private Optional<Value> notConstant(Typed value, SourceFile file) {
    problems.add(
        file,
        new CheckProblem.WrongType(
            value.span(), "this", "a value that never changes", value.type()));
    return Optional.empty();
  }

  private static CheckProblem.Place place(SourceFile file, TypeSyntax type) {
    return new CheckProblem.Place(file, type.span());
  }
}
