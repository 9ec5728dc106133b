package dev.belfry.machine;

import dev.belfry.event.Message;
import dev.belfry.event.Payload;
import dev.belfry.event.TopicFilter;
import dev.belfry.program.Program;
import dev.belfry.program.Use;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The topics that rules read, with their newest messages. */
final class Facts {
  private final Map<String, TopicState> topics = new HashMap<>();
  private final Room room;

  /** Those that no rule names, in the order of their newest messages. */
  private final Recency<TopicState> recency = new Recency<>();

  private int unnamed;

  /** For each filter that rules use, its topics on which a message was seen, in text order. */
  private final Map<TopicFilter, TreeMap<String, TopicState>> seen = new HashMap<>();

  /** How many topics that no rule reads are known as such. */
  private static final int MOST_UNREAD = 10_000;

  /** Topics that no rule reads; to look for their rules each time would cost more. */
  private final Set<String> unread = new HashSet<>();

  private @Nullable Program program;
  private List<RuleState> rules = List.of();

  Facts(Room room) {
    this.room = room;
  }

  /** How many topics are remembered. */
  int size() {
    return topics.size();
  }

  /**
   * What is known of a topic, or null if no rule reads it. Where there is no room for a new one, it
   * is one that is forgotten at once.
   */
  @Nullable TopicState find(String topic) {
    TopicState state = topics.get(topic);
    if (state != null || program == null || unread.contains(topic)) {
      return state;
    }
    List<Match> matches = matches(topic, program);
    if (matches.isEmpty()) {
      ignore(topic);
      return null;
    }
    state = new TopicState(topic);
    state.adopt(matches);
    if (!state.named && !makeRoom()) {
      state.forgotten = true;
      return state;
    }
    List<Use> windows = windows(state);
    if (!windows.isEmpty()) {
      state.series = new Series();
      state.series.adopt(windows, 0);
    }
    topics.put(topic, state);
    if (!state.named) {
      unnamed++;
      recency.touch(state);
    }
    return state;
  }

  private boolean makeRoom() {
    while (unnamed >= room.mostTopics()) {
      TopicState idle = recency.quietest(TopicState::isIdle);
      if (idle == null) {
        room.refuseTopic();
        return false;
      }
      forget(idle);
    }
    return true;
  }

  private void forget(TopicState state) {
    topics.remove(state.topic);
    unnamed--;
    state.unlink();
    for (Match match : state.matches) {
      TreeMap<String, TopicState> others = seen.get(match.use.filter());
      if (others != null) {
        others.remove(state.topic);
      }
    }
    room.forget(state);
  }

  private void ignore(String topic) {
    if (unread.size() == MOST_UNREAD) {
      unread.clear();
    }
    unread.add(topic);
  }

  /** What is known of a topic, without taking notice of a new one. */
  @Nullable TopicState known(String topic) {
    return topics.get(topic);
  }

  /** Puts back what was stored. */
  TopicState restore(String topic) {
    return topics.computeIfAbsent(topic, TopicState::new);
  }

  /** The topics whose newest message says that a client is connected. */
  List<TopicState> connected() {
    Payload yes = Message.ofClient("", true).payload();
    return topics.values().stream()
        .filter(state -> state.topic.startsWith(Message.CLIENTS))
        .filter(state -> state.current != null && state.current.message.payload().equals(yes))
        .toList();
  }

  /**
   * Takes a new message; the first one of a topic makes it seen.
   *
   * @return whether windows over the topic begin to lose messages by it
   */
  boolean take(TopicState state, Fact fact) {
    boolean first = !state.isSeen();
    state.before = state.predecessor();
    state.current = fact;
    if (!state.forgotten && !state.named) {
      recency.touch(state);
    }
    if (first && !state.forgotten) {
      register(state);
    }
    return state.series != null
        && !fact.clears()
        && state.series.append(fact.atMillis, fact.message.payload());
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

  /** Looks at all topics with the eyes of a new program. */
  void adopt(Program next, List<RuleState> nextRules, Changes changes, long nowMillis) {
    program = next;
    rules = nextRules;
    seen.clear();
    unread.clear();
    for (TopicState state : topics.values()) {
      state.adopt(matches(state.topic, next));
      if (!state.matches.isEmpty()) {
        adoptWindows(state, changes, nowMillis);
        if (state.isSeen()) {
          register(state);
        }
      }
    }
    order();
  }

  /** Forgets the topics that the program does not read. */
  void forgetUnread(Changes changes) {
    List<TopicState> forgotten =
        topics.values().stream().filter(state -> state.matches.isEmpty()).toList();
    for (TopicState state : forgotten) {
      topics.remove(state.topic);
      unnamed--;
      state.unlink();
      changes.forgotten(state);
    }
  }

  /** Which topics are named is another question for each program; so is their order. */
  private void order() {
    List<TopicState> ordered =
        topics.values().stream()
            .filter(state -> !state.named)
            .sorted(
                Comparator.comparingLong(TopicState::newestMillis)
                    .thenComparing(state -> state.topic))
            .toList();
    topics.values().forEach(Link::unlink);
    ordered.forEach(recency::touch);
    unnamed = ordered.size();
  }

  private static void adoptWindows(TopicState state, Changes changes, long nowMillis) {
    List<Use> windows = windows(state);
    Series series = state.series;
    if (series == null && windows.isEmpty()) {
      return;
    }
    if (windows.isEmpty()) {
      changes.forgotten(state, state.restoredSeries());
      state.series = null;
      return;
    }
    if (state.restoredSeries().adopt(windows, nowMillis)) {
      changes.of(state);
    }
  }

  private static List<Use> windows(TopicState state) {
    List<Use> windows = List.of();
    for (Match match : state.matches) {
      if (match.use.window().isPresent()) {
        windows = windows.isEmpty() ? new ArrayList<>() : windows;
        windows.add(match.use);
      }
    }
    return windows;
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
