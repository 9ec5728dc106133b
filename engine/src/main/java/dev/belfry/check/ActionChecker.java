package dev.belfry.check;

import dev.belfry.codec.Value;
import dev.belfry.effect.Effect;
import dev.belfry.event.TopicFilter;
import dev.belfry.model.Deed;
import dev.belfry.model.Expr;
import dev.belfry.model.TopicUse;
import dev.belfry.source.Span;
import dev.belfry.syntax.Action;
import dev.belfry.syntax.Expression;
import dev.belfry.syntax.Name;
import dev.belfry.syntax.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Checks actions, and the targets that tests share with them. */
final class ActionChecker {
  private final Problems problems;
  private final Names names;
  private final ValueChecker values;

  ActionChecker(Problems problems, Names names, ValueChecker values) {
    this.problems = problems;
    this.names = names;
    this.values = values;
  }

  List<Deed> check(List<Action> actions, Scope scope) {
    return actions.stream().map(action -> check(action, scope)).toList();
  }

  private Deed check(Action action, Scope scope) {
    return switch (action) {
      case Action.Publish it -> publish(it.target(), it.value(), it.qos(), it.retain(), scope);
      case Action.Put it -> publish(it.target(), it.value(), 1, true, scope);
      case Action.Notify it -> notify(it, scope);
      case Action.Call it -> call(it, scope);
      case Action.Log it -> log(it, scope);
      case Action.Branch it ->
          new Deed.Branch(
              values.state(it.state(), scope), check(it.yes(), scope), check(it.no(), scope));
      case Action.Stop ignored -> new Deed.Stop();
      case Action.Wait it -> new Deed.Wait(it.millis());
      case Action.WaitUntil it ->
          new Deed.WaitUntil(values.state(it.state(), scope), it.atMostMillis());
      case Action.Repeat it ->
          Repetitions.checked(
              new Deed.Repeat(it.count(), it.everyMillis(), check(it.body(), scope)),
              problem -> problems.add(scope.file, problem),
              it.written());
    };
  }

  private Deed publish(Target target, Expression value, int qos, boolean retain, Scope scope) {
    Typed checked = values.value(value, scope);
    if (target instanceof Target.Declared declared) {
      Names.Topic topic = names.topic(declared.name().text());
      if (topic != null) {
        requireFits(value, topic, scope);
      }
    }
    return new Deed.Publish(topic(target, scope), checked.expr(), qos, retain);
  }

  /** Requires that a value fits a topic; of two values, that each does. */
  private void requireFits(Expression value, Names.Topic topic, Scope scope) {
    if (value instanceof Expression.Choice choice) {
      requireFits(choice.yes(), topic, scope);
      requireFits(choice.no(), topic, scope);
    } else {
      Typed checked = values.value(value, scope);
      values.requireFits(checked, topic.type(), topic.name(), topic.typePlace(), scope.file);
    }
  }

  /** The expression that spells the topic of a target. */
  Expr topic(Target target, Scope scope) {
    return switch (target) {
      case Target.Written written -> written(written, scope);
      case Target.Declared declared -> declared(declared, scope);
    };
  }

  private Expr written(Target.Written target, Scope scope) {
    Typed topic = values.template(target.template(), scope);
    topic
        .literalText()
        .ifPresent(text -> {
          String why = TopicFilter.whyNoTopic(text);
          if (why != null) {
            problems.add(scope.file, new CheckProblem.BadPattern(target.span(), text, why));
          }
        });
    return topic.expr();
  }

  private Expr declared(Target.Declared target, Scope scope) {
    String name = target.name().text();
    Names.Topic topic = names.topic(name);
    if (topic == null) {
      if (!names.isBroken(name)) {
        problems.add(
            scope.file,
            new CheckProblem.UnknownName(target.name().span(), name, true, names.all()));
      }
      return Typed.wrong(target.span()).expr();
    }
    return values
        .references()
        .topics()
        .arguments(topic, target.arguments(), target.name().span(), scope)
        .map(arguments -> spelled(topic, arguments, target.span(), scope))
        .orElseGet(() -> Typed.wrong(target.span()).expr());
  }

  private Expr spelled(
      Names.Topic topic, List<TopicUse.Argument> arguments, Span span, Scope scope) {
    List<Expr> parts = new ArrayList<>();
    StringBuilder fixed = new StringBuilder();
    int argument = 0;
    String separator = "";
    for (TopicFilter.Level level : topic.filter().levels()) {
      fixed.append(separator);
      separator = "/";
      switch (level) {
        case TopicFilter.Level.Fixed it -> fixed.append(it.text());
        case TopicFilter.Level.Capture ignored -> append(arguments.get(argument++), fixed, parts);
        case TopicFilter.Level.CaptureRest ignored ->
            append(arguments.get(argument++), fixed, parts);
        case TopicFilter.Level.One ignored -> manyTopics(topic, span, scope);
        case TopicFilter.Level.Rest ignored -> manyTopics(topic, span, scope);
      }
    }
    flush(fixed, parts);
    return parts.size() == 1 && parts.getFirst() instanceof Expr.Const
        ? parts.getFirst()
        : new Expr.Joined(parts);
  }

  private void manyTopics(Names.Topic topic, Span span, Scope scope) {
    problems.add(scope.file, new CheckProblem.ManyTopics(span, "`" + topic.name() + "`"));
  }

  private static void append(TopicUse.Argument argument, StringBuilder fixed, List<Expr> parts) {
    switch (argument) {
      case TopicUse.Argument.Fixed it -> fixed.append(it.text());
      case TopicUse.Argument.Slot it -> {
        flush(fixed, parts);
        parts.add(new Expr.Slot(it.slot()));
      }
      case TopicUse.Argument.Computed it -> {
        flush(fixed, parts);
        parts.add(it.text());
      }
      case TopicUse.Argument.Any ignored -> fixed.append('+');
    }
  }

  private static void flush(StringBuilder fixed, List<Expr> parts) {
    if (!fixed.isEmpty()) {
      parts.add(new Expr.Const(new Value.Text(fixed.toString())));
      fixed.setLength(0);
    }
  }

  private Deed notify(Action.Notify it, Scope scope) {
    it.channels().forEach(channel -> requireChannel(channel, scope));
    return new Deed.Notify(
        it.channels().stream().map(Name::text).distinct().toList(),
        values.template(it.text(), scope).expr(),
        it.options().title().map(title -> values.template(title, scope).expr()),
        it.options().priority().flatMap(name -> priority(name, scope)),
        attachments(it.options().attachments(), scope));
  }

  Optional<Effect.Priority> priority(Name name, Scope scope) {
    return oneOf("priority", name, Effect.Priority.values(), scope);
  }

  List<Deed.Attachment> attachments(List<Action.Attachment> attachments, Scope scope) {
    return attachments.stream().map(attachment -> attachment(attachment, scope)).toList();
  }

  Deed.Attachment attachment(Action.Attachment attachment, Scope scope) {
    return switch (attachment) {
      case Action.Attachment.Snapshot it -> {
        require("camera", it.camera(), names.catalog.cameras(), scope);
        yield new Deed.Attachment.Snapshot(it.camera().text());
      }
      case Action.Attachment.Clip it -> {
        require("camera", it.camera(), names.catalog.cameras(), scope);
        yield new Deed.Attachment.Clip(it.camera().text(), it.millis());
      }
      case Action.Attachment.Graph it ->
          new Deed.Attachment.Graph(
              it.topics().stream().map(topic -> topic(topic, scope)).toList(), it.millis());
    };
  }

  void requireChannel(Name name, Scope scope) {
    require("channel", name, names.catalog.channels(), scope);
  }

  void requireConnector(Name name, Scope scope) {
    require("connector", name, names.catalog.connectors(), scope);
  }

  private void require(String kind, Name name, Collection<String> known, Scope scope) {
    if (!known.contains(name.text())) {
      problems.add(
          scope.file, new CheckProblem.NotConfigured(name.span(), kind, name.text(), known));
    }
  }

  private Deed call(Action.Call it, Scope scope) {
    requireConnector(it.connector(), scope);
    return new Deed.Call(
        it.connector().text(), it.value().map(value -> values.value(value, scope).expr()));
  }

  private Deed log(Action.Log it, Scope scope) {
    Effect.Level level =
        it.level()
            .flatMap(name -> oneOf("level", name, Effect.Level.values(), scope))
            .orElse(Effect.Level.INFO);
    return new Deed.Log(level, values.template(it.text(), scope).expr());
  }

  /** The constant of a closed list that a word names. */
  <E extends Enum<E>> Optional<E> oneOf(String kind, Name name, E[] constants, Scope scope) {
    for (E constant : constants) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(name.text())) {
        return Optional.of(constant);
      }
    }
    List<String> known =
        Arrays.stream(constants).map(c -> c.name().toLowerCase(Locale.ROOT)).toList();
    problems.add(scope.file, new CheckProblem.NotOneOf(name.span(), kind, name.text(), known));
    return Optional.empty();
  }
}
