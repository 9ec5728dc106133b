package dev.belfry.analysis;

import dev.belfry.codec.Value;
import dev.belfry.event.TopicFilter;
import dev.belfry.model.CheckedAlert;
import dev.belfry.model.Expr;
import dev.belfry.model.TopicUse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where conditions are read: what captures stand for, and which message is spoken of.
 *
 * @param slots the text of each capture
 * @param open whether these texts only keep captures apart, which may still be anything
 * @param event the topic of the message that the event belongs to, if there is one
 * @param meant the topics that mentions with wildcards mean
 */
record Ground(
    List<String> slots, boolean open, Optional<TopicUse> event, Map<TopicUse, String> meant) {
  /** Begins what stands for something open; no topic has it. */
  private static final String OPEN = "\0";

  /** Captures that may be anything; equal ones are equal. */
  static Ground open(int captures, Optional<TopicUse> event) {
    List<String> slots = new ArrayList<>();
    for (int i = 0; i < captures; i++) {
      slots.add(OPEN + i);
    }
    return new Ground(slots, true, event, Map.of());
  }

  /** The captures of an alert that somebody asks for: they are its own affair. */
  Ground ofAlert(CheckedAlert alert, int mention) {
    List<String> own = new ArrayList<>();
    for (int i = 0; i < alert.captures().size(); i++) {
      own.add(open ? OPEN + alert.name() + mention + OPEN + i : Pattern.SOMEWHERE);
    }
    return new Ground(own, open, Optional.empty(), Map.of());
  }

  /** Captures that stand for this. */
  static Ground of(List<String> slots, Optional<TopicUse> event) {
    return new Ground(slots, false, event, Map.of());
  }

  /** The same where a mention of a topic means this one; absent if it cannot. */
  Optional<Ground> where(TopicUse use, String topic) {
    String[] captured = use.filter().match(topic);
    if (captured == null) {
      return Optional.empty();
    }
    List<String> bound = new ArrayList<>(slots);
    for (int i = 0; i < captured.length; i++) {
      if (use.arguments().get(i) instanceof TopicUse.Argument.Slot slot) {
        bound.set(slot.slot(), captured[i]);
      }
    }
    Map<TopicUse, String> more = new HashMap<>(meant);
    more.put(use, topic);
    return Optional.of(new Ground(bound, open, event, more));
  }

  /** The topic that a mention means here. */
  String topic(TopicUse use) {
    String known = meant.get(use);
    if (known != null) {
      return known;
    }
    List<String> parts = new ArrayList<>();
    int argument = 0;
    for (TopicFilter.Level level : use.filter().levels()) {
      switch (level) {
        case TopicFilter.Level.Fixed it -> parts.add(it.text());
        case TopicFilter.Level.Capture ignored ->
            parts.add(argument(use.arguments().get(argument++)));
        case TopicFilter.Level.CaptureRest ignored ->
            parts.add(argument(use.arguments().get(argument++)));
        case TopicFilter.Level.One ignored -> parts.add(wild());
        case TopicFilter.Level.Rest ignored -> parts.add(wild());
      }
    }
    String topic = String.join("/", parts);
    // Declared otherwise, the same topic may be known there and unknown here.
    return open
        ? topic + OPEN + Objects.hash(use.decoder(), use.initial(), use.staleMillis())
        : topic;
  }

  private String wild() {
    return open ? OPEN + "_" : Pattern.SOMEWHERE;
  }

  private String argument(TopicUse.Argument argument) {
    return switch (argument) {
      case TopicUse.Argument.Slot it -> slots.get(it.slot());
      case TopicUse.Argument.Fixed it -> it.text();
      case TopicUse.Argument.Any ignored -> wild();
      case TopicUse.Argument.Computed it ->
          text(it.text(), open ? OPEN + it.text() : Pattern.SOMEWHERE);
    };
  }

  private String text(Expr expr, String otherwise) {
    String text = text(expr);
    return text == null ? otherwise : text;
  }

  /** The text that an expression always is. */
  Optional<String> constant(Expr expr) {
    return expr instanceof Expr.Const it
            && it.value() instanceof Value.Text text
            && !text.text().isEmpty()
        ? Optional.of(text.text())
        : Optional.empty();
  }

  /** What an expression spells, if captures and fixed texts are all it is made of. */
  @Nullable String text(Expr expr) {
    return switch (expr) {
      case Expr.Const it when it.value() instanceof Value.Text text -> text.text();
      case Expr.Slot it -> slots.get(it.slot());
      case Expr.Joined it -> {
        StringBuilder out = new StringBuilder();
        for (Expr part : it.parts()) {
          String text = text(part);
          if (text == null) {
            yield null;
          }
          out.append(text);
        }
        yield out.toString();
      }
      default -> null;
    };
  }
}
