package dev.belfry.machine;

import dev.belfry.codec.Value;
import dev.belfry.program.Use;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is remembered of one topic. */
final class TopicState {
  final String topic;
  @Nullable Fact current;
  @Nullable Fact before;

  /** The messages that windows over the topic hold, if there are windows. */
  @Nullable Series series;

  boolean dirty;
  boolean forgotten;

  /** Where the rules of the current program mention the topic. */
  List<Match> matches = List.of();

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
