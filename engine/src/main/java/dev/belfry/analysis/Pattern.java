package dev.belfry.analysis;

import dev.belfry.codec.Value;
import dev.belfry.event.TopicFilter;
import dev.belfry.model.Expr;
import dev.belfry.model.TopicUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The topics that a rule may read at one place, or publish to: levels that are fixed or open. */
record Pattern(List<Level> levels) {
  /** What stands for any one level where a topic is needed that means nothing in particular. */
  static final String SOMEWHERE = "somewhere";

  /** One level of a pattern. */
  sealed interface Level {
    /** This text and no other. */
    record Fixed(String text) implements Level {}

    /** Any one level. */
    record One() implements Level {}

    /** All remaining levels, at least one; perhaps also none. */
    record Rest(boolean orNone) implements Level {}
  }

  private static final Level ONE = new Level.One();
  private static final char ONE_MARK = '\u0001';
  private static final char REST_MARK = '\u0002';

  /** The topics that are meant by a mention, whatever its captures are. */
  static Pattern of(TopicUse use) {
    List<Level> levels = new ArrayList<>();
    int argument = 0;
    for (TopicFilter.Level level : use.filter().levels()) {
      switch (level) {
        case TopicFilter.Level.Fixed it -> levels.add(new Level.Fixed(it.text()));
        case TopicFilter.Level.Capture ignored -> levels.add(one(use.arguments().get(argument++)));
        case TopicFilter.Level.One ignored -> levels.add(ONE);
        case TopicFilter.Level.CaptureRest ignored ->
            addRest(use.arguments().get(argument++), levels);
        case TopicFilter.Level.Rest ignored -> levels.add(new Level.Rest(true));
      }
    }
    return new Pattern(List.copyOf(levels));
  }

  private static Level one(TopicUse.Argument argument) {
    return argument instanceof TopicUse.Argument.Fixed fixed ? new Level.Fixed(fixed.text()) : ONE;
  }

  private static void addRest(TopicUse.Argument argument, List<Level> levels) {
    if (argument instanceof TopicUse.Argument.Fixed fixed) {
      ofTopic(fixed.text()).levels().forEach(levels::add);
    } else {
      levels.add(new Level.Rest(false));
    }
  }

  /** One topic. */
  static Pattern ofTopic(String topic) {
    List<Level> levels = new ArrayList<>();
    for (String part : topic.split("/", -1)) {
      levels.add(new Level.Fixed(part));
    }
    return new Pattern(levels);
  }

  /**
   * The topics that an expression may spell.
   *
   * @param restSlots the captures that may stand for several levels
   */
  static Pattern spelled(Expr target, Set<Integer> restSlots) {
    StringBuilder marked = new StringBuilder();
    mark(target, restSlots, marked);
    List<Level> levels = new ArrayList<>();
    for (String part : marked.toString().split("/", -1)) {
      if (part.indexOf(REST_MARK) >= 0) {
        levels.add(new Level.Rest(false));
        break;
      }
      levels.add(part.indexOf(ONE_MARK) >= 0 ? ONE : new Level.Fixed(part));
    }
    return new Pattern(List.copyOf(levels));
  }

  private static void mark(Expr target, Set<Integer> restSlots, StringBuilder out) {
    switch (target) {
      case Expr.Const it when it.value() instanceof Value.Text text -> out.append(text.text());
      case Expr.Slot it -> out.append(restSlots.contains(it.slot()) ? REST_MARK : ONE_MARK);
      case Expr.Joined it -> it.parts().forEach(part -> mark(part, restSlots, out));
      default -> out.append(REST_MARK);
    }
  }

  /** The topics that both have, if there are any. */
  Optional<Pattern> meet(Pattern other) {
    if (hidesFrom(other) || other.hidesFrom(this)) {
      return Optional.empty();
    }
    List<Level> met = new ArrayList<>();
    for (int i = 0; ; i++) {
      Level mine = i < levels.size() ? levels.get(i) : null;
      Level theirs = i < other.levels.size() ? other.levels.get(i) : null;
      if (mine instanceof Level.Rest rest) {
        return remaining(rest, other, i, met);
      }
      if (theirs instanceof Level.Rest rest) {
        return remaining(rest, this, i, met);
      }
      if (mine == null || theirs == null) {
        return mine == null && theirs == null ? Optional.of(new Pattern(met)) : Optional.empty();
      }
      if (mine instanceof Level.Fixed a
          && theirs instanceof Level.Fixed b
          && !a.text().equals(b.text())) {
        return Optional.empty();
      }
      met.add(mine instanceof Level.Fixed ? mine : theirs);
    }
  }

  private static Optional<Pattern> remaining(
      Level.Rest rest, Pattern other, int from, List<Level> met) {
    if (from >= other.levels.size() && !rest.orNone()) {
      return Optional.empty();
    }
    met.addAll(other.levels.subList(Math.min(from, other.levels.size()), other.levels.size()));
    return Optional.of(new Pattern(met));
  }

  /** A filter that begins with a wildcard has no topics that begin with a dollar sign. */
  private boolean hidesFrom(Pattern other) {
    return !(levels.getFirst() instanceof Level.Fixed)
        && other.levels.getFirst() instanceof Level.Fixed first
        && first.text().startsWith("$");
  }

  boolean meets(Pattern other) {
    return meet(other).isPresent();
  }

  boolean isExact() {
    return levels.stream().allMatch(Level.Fixed.class::isInstance);
  }

  /** One of its topics: open levels bear this name. */
  String example(String name) {
    return String.join(
        "/",
        levels.stream()
            .map(level -> level instanceof Level.Fixed fixed ? fixed.text() : name)
            .toList());
  }

  /** As it is shown to authors. */
  @Override
  public String toString() {
    return String.join("/", levels.stream().map(Pattern::shown).toList());
  }

  private static String shown(Level level) {
    return switch (level) {
      case Level.Fixed it -> it.text();
      case Level.One ignored -> "+";
      case Level.Rest ignored -> "#";
    };
  }
}
