package dev.belfry.machine;

import dev.belfry.codec.Value;
import dev.belfry.program.Operator;
import dev.belfry.program.Use;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is remembered of one topic. */
final class TopicState extends Link {
  final String topic;
  @Nullable Fact current;
  @Nullable Fact before;

  /** The messages that windows over the topic hold, if there are windows. */
  @Nullable Series series;

  boolean dirty;
  boolean forgotten;

  /** Where the rules of the current program mention the topic. */
  List<Match> matches = List.of();

  /** Whether a rule names it, and does not only read it as one of many. */
  boolean named;

  /** Takes notice of where the rules of a program mention it. */
  void adopt(List<Match> programMatches) {
    matches = programMatches;
    named = matches.stream().anyMatch(match -> match.use.exact().isPresent());
  }

  /** Whether it may be forgotten where there is no room: nothing goes on that it is part of. */
  boolean isIdle() {
    for (Match match : matches) {
      for (Memory memory : match.rule.memories) {
        if (concerns(match, memory) && !isIdle(match, memory)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean concerns(Match match, Memory memory) {
    return memory.operator instanceof Operator.Runs
        || memory.operator instanceof Operator.Alarm
        || memory.operator.shape().reads(match.use);
  }

  /** A topic that concerns several keys may be part of any of them. */
  private static boolean isIdle(Match match, Memory memory) {
    Key key = match.keyOf(memory.operator);
    if (key == null) {
      return memory.cells().isEmpty();
    }
    Cell cell = memory.find(key);
    return cell == null || cell.isIdle();
  }

  TopicState(String topic) {
    this.topic = topic;
  }

  /** The series to put back what was stored. */
  Series restoredSeries() {
    if (series == null) {
      series = new Series();
    }
    return series;
  }

  /** When the newest message came, in steady milliseconds; before all others if none did. */
  long newestMillis() {
    return current == null ? Long.MIN_VALUE : current.atMillis;
  }

  /** Whether a message was ever seen. */
  boolean isSeen() {
    return current != null;
  }

  /** The newest value, or what stands for it while there was no message. */
  Value value(Use use) {
    return current == null ? use.initial() : current.value(use.decoder());
  }

  /** When the newest message goes stale, or {@link Use#NEVER_STALE}. */
  long staleAtMillis(Use use) {
    return current == null || use.staleMillis() == Use.NEVER_STALE
        ? Use.NEVER_STALE
        : current.atMillis + use.staleMillis();
  }

  /** The message before the newest, unless that one came after it had gone stale. */
  @Nullable Fact predecessor(Use use) {
    return current == null
            || before == null
            || use.staleMillis() == Use.NEVER_STALE
            || current.atMillis - before.atMillis < use.staleMillis()
        ? before
        : null;
  }

  /** What a fact that is taken now has for a predecessor. */
  @Nullable Fact predecessor() {
    return current == null || current.clears() ? null : current;
  }
}
