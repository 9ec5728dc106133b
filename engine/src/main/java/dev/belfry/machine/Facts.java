package dev.belfry.machine;

import dev.belfry.event.TopicFilter;
import dev.belfry.program.Program;
import dev.belfry.program.Use;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The topics that rules read, with their newest messages. */
final class Facts {
  private final Map<String, TopicState> topics = new HashMap<>();

  /** For each filter that rules use, its topics on which a message was seen, in text order. */
  private final Map<TopicFilter, TreeMap<String, TopicState>> seen = new HashMap<>();

  private @Nullable Program program;
  private List<RuleState> rules = List.of();

  /** What is known of a topic, or null if no rule reads it. */
  @Nullable TopicState find(String topic) {
    TopicState state = topics.get(topic);
    if (state != null || program == null) {
      return state;
    }
    List<Match> matches = matches(topic, program);
    if (matches.isEmpty()) {
      return null;
    }
    state = new TopicState(topic);
    state.matches = matches;
    topics.put(topic, state);
    return state;
  }

  /** What is known of a topic, without taking notice of a new one. */
  @Nullable TopicState known(String topic) {
    return topics.get(topic);
  }

  /** Puts back what was stored. */
  TopicState restore(String topic) {
    return topics.computeIfAbsent(topic, TopicState::new);
  }

  /** Takes a new message; the first one of a topic makes it seen. */
  void take(TopicState state, Fact fact) {
    boolean first = !state.isSeen();
    state.before = state.predecessor();
    state.current = fact;
    if (first) {
      register(state);
    }
  }

  private void register(TopicState state) {
    for (Match match : state.matches) {
      if (match.use.exact().isEmpty()) {
        seen.computeIfAbsent(match.use.filter(), f -> new TreeMap<>()).put(state.topic, state);
      }
    }
  }

  /** The topics of a use on which a message was seen, in text order. */
  Collection<TopicState> seen(Use use) {
    if (use.exact().isPresent()) {
      TopicState state = topics.get(use.exact().get());
      return state != null && state.isSeen() ? List.of(state) : List.of();
    }
    TreeMap<String, TopicState> found = seen.get(use.filter());
    return found == null ? List.of() : found.values();
  }

  /** Looks at all topics with the eyes of a new program; forgets those it does not read. */
  List<TopicState> adopt(Program next, List<RuleState> nextRules) {
    program = next;
    rules = nextRules;
    seen.clear();
    List<TopicState> forgotten = new ArrayList<>();
    for (TopicState state : topics.values()) {
      state.matches = matches(state.topic, next);
      if (state.matches.isEmpty()) {
        forgotten.add(state);
      } else if (state.isSeen()) {
        register(state);
      }
    }
    forgotten.forEach(state -> topics.remove(state.topic));
    return forgotten;
  }

  private List<Match> matches(String topic, Program by) {
    List<Match> matches = new ArrayList<>();
    for (Program.Match found : by.matches(topic)) {
      Match match = Match.of(found, rules.get(found.rule().order()));
      if (match != null) {
        matches.add(match);
      }
    }
    return matches;
  }
}
