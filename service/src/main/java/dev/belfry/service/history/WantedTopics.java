package dev.belfry.service.history;

import dev.belfry.codec.Decoder;
import dev.belfry.event.TopicFilter;
import dev.belfry.program.Program;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The topics whose numbers are kept: those that rules read, and those that were asked for. */
final class WantedTopics {
  private static final int MOST_REMEMBERED = 10_000;

  private final List<TopicFilter> configured;
  private final Map<String, Optional<Decoder>> remembered = new HashMap<>();
  private volatile @Nullable Program program;
  private @Nullable Program rememberedFor;

  WantedTopics(List<TopicFilter> configured) {
    this.configured = configured;
  }

  /** From now on the topics that these rules read are wanted; any thread may say so. */
  void follow(Program rules) {
    program = rules;
  }

  /** How payloads of the topic are read, if it is wanted. For one thread. */
  Optional<Decoder> decoder(String topic) {
    Program current = program;
    if (current != rememberedFor || remembered.size() >= MOST_REMEMBERED) {
      remembered.clear();
      rememberedFor = current;
    }
    return remembered.computeIfAbsent(topic, each -> find(each, current));
  }

  private Optional<Decoder> find(String topic, @Nullable Program rules) {
    List<Program.Match> matches = rules == null ? List.of() : rules.matches(topic);
    if (!matches.isEmpty()) {
      return Optional.of(matches.getFirst().use().decoder());
    }
    return configured.stream().anyMatch(filter -> filter.match(topic) != null)
        ? Optional.of(Decoder.UNTYPED)
        : Optional.empty();
  }
}
