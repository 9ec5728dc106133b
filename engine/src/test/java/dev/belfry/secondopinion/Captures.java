package dev.belfry.secondopinion;

import dev.belfry.codec.Printed;
import dev.belfry.codec.Value;
import dev.belfry.event.TopicFilter;
import dev.belfry.model.Expr;
import dev.belfry.model.TopicUse;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What captures are bound to, by their numbers (language.md, Patterns and captures). One that is
 * missing is free.
 *
 * @param texts never changed
 */
record Captures(SortedMap<Integer, String> texts) implements Comparable<Captures> {
  static final Captures NONE = new Captures(Collections.emptySortedMap());

  /** Comes before every text in the order of keys. */
  private static final String FREE = "\0";

  static Captures of(int capture, String text) {
    TreeMap<Integer, String> one = new TreeMap<>();
    one.put(capture, text);
    return new Captures(one);
  }

  Optional<String> text(int capture) {
    return Optional.ofNullable(texts.get(capture));
  }

  boolean binds(int capture) {
    return texts.containsKey(capture);
  }

  /** These and those, if they agree where both say something. */
  Optional<Captures> and(Captures others) {
    TreeMap<Integer, String> both = new TreeMap<>(texts);
    for (var other : others.texts.entrySet()) {
      String mine = both.putIfAbsent(other.getKey(), other.getValue());
      if (mine != null && !mine.equals(other.getValue())) {
        return Optional.empty();
      }
    }
    return Optional.of(new Captures(both));
  }

  /** Those with these numbers. */
  Captures only(Collection<Integer> captures) {
    TreeMap<Integer, String> some = new TreeMap<>(texts);
    some.keySet().retainAll(captures);
    return new Captures(some);
  }

  /** What a topic binds where a rule mentions it; nothing if it is not the topic that is meant. */
  static Optional<Captures> of(TopicUse use, String topic) {
    String[] levels = use.filter().match(topic);
    if (levels == null) {
      return Optional.empty();
    }
    Captures bound = NONE;
    for (int i = 0; i < levels.length; i++) {
      switch (use.arguments().get(i)) {
        case TopicUse.Argument.Slot it -> {
          Optional<Captures> more = bound.and(of(it.slot(), levels[i]));
          if (more.isEmpty()) {
            return more;
          }
          bound = more.get();
        }
        case TopicUse.Argument.Fixed it -> {
          if (!it.text().equals(levels[i])) {
            return Optional.empty();
          }
        }
        case TopicUse.Argument.Any ignored -> {}
        case TopicUse.Argument.Computed ignored -> {}
      }
    }
    return Optional.of(bound);
  }

  /** The one topic that a mention means with these captures, if it means one. */
  Optional<String> topic(TopicUse use, Function<Expr, Value> meaning) {
    StringBuilder topic = new StringBuilder();
    int argument = 0;
    for (TopicFilter.Level level : use.filter().levels()) {
      topic.append(topic.isEmpty() ? "" : "/");
      Optional<String> text =
          switch (level) {
            case TopicFilter.Level.Fixed it -> Optional.of(it.text());
            case TopicFilter.Level.Capture ignored ->
                argument(use.arguments().get(argument++), meaning);
            case TopicFilter.Level.CaptureRest ignored ->
                argument(use.arguments().get(argument++), meaning);
            case TopicFilter.Level.One ignored -> Optional.empty();
            case TopicFilter.Level.Rest ignored -> Optional.empty();
          };
      if (text.isEmpty()) {
        return text;
      }
      topic.append(text.get());
    }
    return Optional.of(topic.toString());
  }

  private Optional<String> argument(TopicUse.Argument argument, Function<Expr, Value> meaning) {
    return switch (argument) {
      case TopicUse.Argument.Slot it -> text(it.slot());
      case TopicUse.Argument.Fixed it -> Optional.of(it.text());
      case TopicUse.Argument.Any ignored -> Optional.empty();
      case TopicUse.Argument.Computed it ->
          Optional.of(meaning.apply(it.text())).filter(Value::isKnown).map(Printed::text);
    };
  }

  /** Instances of one rule at one instant go in text order of their keys. */
  @Override
  public int compareTo(Captures other) {
    TreeMap<Integer, String> either = new TreeMap<>(texts);
    either.putAll(other.texts);
    for (int capture : either.keySet()) {
      int order = text(capture).orElse(FREE).compareTo(other.text(capture).orElse(FREE));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
