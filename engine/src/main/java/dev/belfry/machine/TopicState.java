package dev.belfry.machine;

import dev.belfry.codec.Decoder;
import dev.belfry.codec.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is remembered of one topic. */
final class TopicState {
  final String topic;
  @Nullable Fact current;
  @Nullable Fact before;
  boolean dirty;
  boolean forgotten;

  /** Where the rules of the current program mention the topic. */
  List<Match> matches = List.of();

  TopicState(String topic) {
    this.topic = topic;
  }

  /** Whether a message was ever seen. */
  boolean isSeen() {
    return current != null;
  }

  /** The newest value, or what stands for it while there was no message. */
  Value value(Decoder decoder, Value initial) {
    return current == null ? initial : current.value(decoder);
  }

  /** What a fact that is taken now has for a predecessor. */
  @Nullable Fact predecessor() {
    return current == null || current.clears() ? null : current;
  }
}
