package dev.belfry.program;

import dev.belfry.codec.Decoder;
import dev.belfry.codec.Type;
import dev.belfry.codec.Value;
import dev.belfry.event.TopicFilter;
import dev.belfry.model.Expr;
import dev.belfry.model.Happening;
import dev.belfry.model.TopicUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A topic as one rule mentions it, made ready.
 *
 * @param index its number within the rule
 * @param filter what it matches, fixed arguments put in
 * @param slots for each capture of {@code filter}, the rule's capture that it binds
 * @param exact the topic, if there is only one
 * @param staleMillis how old a message may grow before it is unknown
 * @param window which messages are kept for it, besides the newest
 */
public record Use(
    int index,
    TopicFilter filter,
    List<Integer> slots,
    Optional<String> exact,
    Decoder decoder,
    Value initial,
    long staleMillis,
    Optional<Kept> window) {
  /**
   * What is kept of the messages.
   *
   * @param presence whether only matters that the part is there, not which number it is
   */
  public record Kept(Expr.Extent extent, Happening.Path path, boolean presence) {}

  /** How old a fact may grow that never goes stale. */
  public static final long NEVER_STALE = Long.MAX_VALUE;

  static Use of(int index, TopicUse use, Optional<Kept> window, Pool pool) {
    List<TopicFilter.Level> levels = new ArrayList<>();
    List<Integer> slots = new ArrayList<>();
    int argument = 0;
    for (TopicFilter.Level level : use.filter().levels()) {
      switch (level) {
        case TopicFilter.Level.Capture ignored ->
            add(level, use.arguments().get(argument++), new TopicFilter.Level.One(), levels, slots);
        case TopicFilter.Level.CaptureRest ignored ->
            add(
                level,
                use.arguments().get(argument++),
                new TopicFilter.Level.Rest(),
                levels,
                slots);
        case TopicFilter.Level.Fixed ignored -> levels.add(level);
        case TopicFilter.Level.One ignored -> levels.add(level);
        case TopicFilter.Level.Rest ignored -> levels.add(level);
      }
    }
    TopicFilter filter = new TopicFilter(List.copyOf(levels));
    return new Use(
        index,
        filter,
        List.copyOf(slots),
        filter.isExact() ? Optional.of(filter.pattern()) : Optional.empty(),
        shared(use.decoder(), pool),
        use.initial().orElse(Value.Truth.UNKNOWN),
        use.staleMillis().orElse(NEVER_STALE),
        window);
  }

  /** Equal shapes may name their fields in different orders, which people get to see. */
  private static Decoder shared(Decoder decoder, Pool pool) {
    return decoder.type() instanceof Type.Shape ? decoder : pool.one(decoder);
  }

  private static void add(
      TopicFilter.Level level,
      TopicUse.Argument argument,
      TopicFilter.Level wildcard,
      List<TopicFilter.Level> levels,
      List<Integer> slots) {
    switch (argument) {
      case TopicUse.Argument.Slot slot -> {
        levels.add(level);
        slots.add(slot.slot());
      }
      case TopicUse.Argument.Fixed fixed -> {
        for (String part : fixed.text().split("/", -1)) {
          levels.add(new TopicFilter.Level.Fixed(part));
        }
      }
      case TopicUse.Argument.Any ignored -> levels.add(wildcard);
      case TopicUse.Argument.Computed ignored -> levels.add(wildcard);
    }
  }

  /** The topic with these captures, or null if one is not bound. */
  public @org.jspecify.annotations.Nullable String topic(Frame frame) {
    if (exact.isPresent()) {
      return exact.get();
    }
    StringBuilder topic = new StringBuilder();
    int capture = 0;
    List<TopicFilter.Level> levels = filter.levels();
    for (int i = 0; i < levels.size(); i++) {
      if (i > 0) {
        topic.append('/');
      }
      if (levels.get(i) instanceof TopicFilter.Level.Fixed fixed) {
        topic.append(fixed.text());
      } else {
        String text = frame.slot(slots.get(capture++));
        if (text == null) {
          return null;
        }
        topic.append(text);
      }
    }
    return topic.toString();
  }
}
