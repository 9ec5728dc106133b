package dev.belfry.secondopinion;

import dev.belfry.codec.Printed;
import dev.belfry.codec.Value;
import dev.belfry.effect.Effect;
import dev.belfry.effect.Origin;
import dev.belfry.event.TopicFilter;
import dev.belfry.model.Deed;
import dev.belfry.model.Expr;
import dev.belfry.secondopinion.Owner.View;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** One run of actions: what it has still to do, and what it waits for (language.md, Actions). */
final class Course {
  /** What is still to be done. */
  private sealed interface Todo {
    /** An action. */
    record Act(Deed deed) implements Todo {}

    /** The rest of a repetition. */
    record Again(Deed.Repeat repeat, int left) implements Todo {}
  }

  private final World world;
  private final Meaning meaning;
  private final View view;
  private final Origin origin;
  private final List<Effect> effects;
  private final Deque<Todo> todo = new ArrayDeque<>();

  private Optional<Long> untilMillis = Optional.empty();
  private Optional<Expr> untilState = Optional.empty();

  Course(World world, Meaning meaning, View view, List<Deed> deeds, List<Effect> effects) {
    this.world = world;
    this.meaning = meaning;
    this.view = view;
    this.origin = view.owner().origin(view.captures());
    this.effects = effects;
    first(deeds);
  }

  private void first(List<Deed> deeds) {
    for (int i = deeds.size() - 1; i >= 0; i--) {
      todo.addFirst(new Todo.Act(deeds.get(i)));
    }
  }

  boolean isOver() {
    return todo.isEmpty() && !waits();
  }

  private boolean waits() {
    return untilMillis.isPresent() || untilState.isPresent();
  }

  /** Whether what it waits for has come: its time, or its state. */
  boolean mayGoOn() {
    return untilMillis.filter(until -> until <= world.nowMillis).isPresent()
        || untilState.filter(state -> meaning.isTrue(state, view)).isPresent();
  }

  /** Since when it might have gone on. */
  long dueMillis(List<Long> missed) {
    return Missed.since(missed, world, this::mayGoOn);
  }

  /** Does what there is to do until it is over or has to wait. */
  void goOn() {
    untilMillis = Optional.empty();
    untilState = Optional.empty();
    while (!waits() && !todo.isEmpty()) {
      switch (todo.removeFirst()) {
        case Todo.Act it -> act(it.deed());
        case Todo.Again it -> repeat(it.repeat(), it.left());
      }
    }
  }

  private void act(Deed deed) {
    switch (deed) {
      case Deed.Publish it -> publish(it);
      case Deed.Notify it -> effects.add(notification(it));
      case Deed.Call it -> call(it);
      case Deed.Log it ->
          effects.add(
              new Effect.Log(
                  world.wallNowMillis(), origin, it.level(), meaning.text(it.text(), view)));
      case Deed.Branch it -> first(meaning.isTrue(it.state(), view) ? it.yes() : it.no());
      case Deed.Wait it -> untilMillis = Optional.of(world.nowMillis + it.millis());
      case Deed.WaitUntil it -> {
        if (!meaning.isTrue(it.state(), view)) {
          untilState = Optional.of(it.state());
          untilMillis = it.atMostMillis().map(millis -> world.nowMillis + millis);
        }
      }
      case Deed.Repeat it -> repeat(it, it.times());
      case Deed.Stop ignored -> todo.clear();
    }
  }

  /** D passes between repetitions, not after the last. */
  private void repeat(Deed.Repeat it, int left) {
    if (left > 1) {
      todo.addFirst(new Todo.Again(it, left - 1));
      it.everyMillis().ifPresent(millis -> todo.addFirst(new Todo.Act(new Deed.Wait(millis))));
    }
    if (left > 0) {
      first(it.deeds());
    }
  }

  /** What is unknown, or has no topic, is not sent. */
  private void publish(Deed.Publish it) {
    Optional<String> topic = spelled(it.topic());
    Value value = meaning.of(it.value(), view);
    if (topic.isPresent()
        && TopicFilter.whyNoTopic(topic.get()) == null
        && !Printed.holdsUnknown(value)) {
      effects.add(
          new Effect.Publish(
              world.wallNowMillis(),
              origin,
              topic.get(),
              Printed.payload(value),
              it.qos(),
              it.retain()));
    }
  }

  /** A topic of which a part is unknown is none. */
  private Optional<String> spelled(Expr topic) {
    List<Expr> parts = topic instanceof Expr.Joined joined ? joined.parts() : List.of(topic);
    StringBuilder text = new StringBuilder();
    for (Expr part : parts) {
      Value value = meaning.of(part, view);
      if (!value.isKnown()) {
        return Optional.empty();
      }
      text.append(Printed.text(value));
    }
    return Optional.of(text.toString());
  }

  private Effect.Notify notification(Deed.Notify it) {
    return new Effect.Notify(
        world.wallNowMillis(),
        origin,
        it.channels(),
        meaning.text(it.text(), view),
        it.title().map(title -> meaning.text(title, view)),
        it.priority(),
        it.attachments().stream().map(each -> attachment(each, meaning, view)).toList());
  }

  static Effect.Attachment attachment(Deed.Attachment attachment, Meaning meaning, View view) {
    return switch (attachment) {
      case Deed.Attachment.Snapshot it -> new Effect.Attachment.Snapshot(it.camera());
      case Deed.Attachment.Clip it -> new Effect.Attachment.Clip(it.camera(), it.millis());
      case Deed.Attachment.Graph it ->
          new Effect.Attachment.Graph(
              it.topics().stream().map(topic -> meaning.text(topic, view)).toList(), it.millis());
    };
  }

  private void call(Deed.Call it) {
    Optional<Value> value = it.value().map(expr -> meaning.of(expr, view));
    if (value.filter(Printed::holdsUnknown).isEmpty()) {
      effects.add(new Effect.Call(world.wallNowMillis(), origin, it.connector(), value));
    }
  }
}
