package dev.belfry.analysis;

import dev.belfry.catalog.Site;
import dev.belfry.codec.Type;
import dev.belfry.codec.Value;
import dev.belfry.event.Message;
import dev.belfry.event.Payload;
import dev.belfry.machine.Input;
import dev.belfry.model.Expr;
import dev.belfry.model.TopicUse;
import dev.belfry.record.Recorded;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts a scenario together in which things are as they are wanted. */
final class Staging {
  /** Between messages that prepare an event. */
  private static final long STEP_MILLIS = 10;

  /** Between the facts and what happens, besides the time that things must have lasted. */
  private static final long LEAD_MILLIS = 60_000;

  private static final long LONG_MILLIS = 8 * 86_400_000L;

  private final Map<Variable, Domain> wants;
  private final int variant;
  private final List<Message> facts = new ArrayList<>();
  private final Set<String> known = new HashSet<>();
  private final List<Message> repeats = new ArrayList<>();
  private long holdMillis;

  /**
   * A scenario in which variables are what a way wants.
   *
   * @param variant which of the values that would do
   */
  Staging(Case way, int variant) {
    this.wants = new LinkedHashMap<>(way.wants());
    this.variant = variant;
    this.holdMillis = way.holdMillis();
    way.wants().forEach(this::measure);
  }

  /** A number over messages wants messages. */
  private void measure(Variable variable, Domain domain) {
    if (!(variable instanceof Variable.Measured measured)
        || !(domain instanceof Domain.Numbers numbers)) {
      return;
    }
    switch (measured.written()) {
      case Expr.Age ignored -> {
        if (Double.isFinite(numbers.low())) {
          holdMillis += (long) numbers.low() + 1_000;
        }
      }
      case Expr.Window window when window.measure() == Expr.Measure.COUNT -> {
        int count = (int) Math.clamp(number(numbers), 0, 1_000);
        for (int i = 0; i < count; i++) {
          repeats.add(message(measured.topic(), Payload.of("1")));
        }
      }
      case Expr.Window ignored ->
          wants.putIfAbsent(new Variable.Newest(measured.topic(), List.of()), domain);
      default -> {}
    }
  }

  private static double number(Domain.Numbers numbers) {
    return numbers.picks().isEmpty() ? 0 : ((Value.Num) numbers.picks().getFirst()).value();
  }

  private static Message message(String topic, Payload payload) {
    return Message.published(topic, payload, 0, false);
  }

  /** When a topic said something, as seen from the message that matters. */
  private enum When {
    NOW,
    BEFORE,
    EARLIER
  }

  /** The payload that a topic is to have then; absent where it may be anything. */
  private Optional<Payload> payload(String topic, When when) {
    Map<List<String>, Value> parts = new LinkedHashMap<>();
    wants.forEach((variable, domain) -> {
      List<String> path = path(variable, topic, when);
      if (path != null) {
        pick(domain, when == When.NOW ? null : now(topic, path))
            .ifPresent(it -> parts.put(path, it));
      }
    });
    return parts.isEmpty() ? Optional.empty() : Optional.of(Payloads.of(parts));
  }

  /** One of the values that would do, another than this one if there is one. */
  private Optional<Value> pick(Domain domain, @Nullable Value other) {
    List<Value> picks = domain.picks();
    if (picks.isEmpty()) {
      return Optional.empty();
    }
    Value pick = picks.get(Math.min(variant, picks.size() - 1));
    return pick.equals(other)
        ? picks.stream().filter(it -> !it.equals(other)).findFirst().or(() -> Optional.of(pick))
        : Optional.of(pick);
  }

  /** What is picked for the newest value. */
  private @Nullable Value now(String topic, List<String> path) {
    Domain domain = wants.get(new Variable.Newest(topic, path));
    return domain == null ? null : pick(domain, null).orElse(null);
  }

  private static @Nullable List<String> path(Variable variable, String topic, When when) {
    return switch (variable) {
      case Variable.Newest it when when == When.NOW && it.topic().equals(topic) -> it.path();
      case Variable.Before it when when == When.BEFORE && it.topic().equals(topic) -> it.path();
      case Variable.Earlier it when when == When.EARLIER && it.topic().equals(topic) -> it.path();
      default -> null;
    };
  }

  /**
   * Sets every topic that is wanted to be something; of the one that brings the message, before it.
   */
  private void setFacts(String trigger) {
    for (Variable variable : wants.keySet()) {
      String topic =
          switch (variable) {
            case Variable.Newest it -> it.topic();
            case Variable.Before it -> it.topic();
            case Variable.Earlier it -> it.topic();
            default -> null;
          };
      if (topic != null && known.add(topic)) {
        payload(topic, When.EARLIER).ifPresent(it -> facts.add(message(topic, it)));
        payload(topic, When.BEFORE).ifPresent(it -> facts.add(message(topic, it)));
        if (!topic.equals(trigger)) {
          payload(topic, When.NOW).ifPresent(it -> facts.add(message(topic, it)));
        }
      }
    }
  }

  private List<Recorded> begin(long atMillis) {
    List<Recorded> lines = new ArrayList<>();
    facts.forEach(fact -> lines.add(line(atMillis, fact.asReplayed())));
    if (facts.isEmpty()) {
      lines.add(new Recorded.Happened(new Input.ClockStepped(atMillis, 0)));
    }
    return lines;
  }

  private static Recorded line(long millis, Message message) {
    return new Recorded.Happened(new Input.Arrived(millis, message));
  }

  /**
   * A message arrives on a topic.
   *
   * @param usual what it says where nothing is wanted
   * @param times how often it comes
   * @param first what comes before it
   * @param watch whether to look on for long
   */
  Scenario onMessage(
      String topic, Payload usual, int times, List<Message> first, boolean watch, Site site) {
    setFacts(topic);
    Payload payload = payload(topic, When.NOW).orElse(usual);
    Optional<Payload> before = payload(topic, When.BEFORE);
    long at = Moments.of(wants, LocalTime.NOON, site.zone());
    List<Recorded> lines = begin(at - holdMillis - LEAD_MILLIS);
    List<Message> early = new ArrayList<>(repeats);
    early.addAll(first);
    for (int i = 1; i < times; i++) {
      early.add(message(topic, payload));
      before.ifPresent(earlier -> early.add(message(topic, earlier)));
    }
    long time = at - early.size() * STEP_MILLIS;
    for (Message each : early) {
      lines.add(line(time, each));
      time += STEP_MILLIS;
    }
    lines.add(line(at, message(topic, payload)));
    return new Scenario(lines, at, watch ? at + LONG_MILLIS : at);
  }

  /** The messages by which an event happens that another must follow. */
  static List<Message> of(Trigger.Arrival arrival, Ground ground) {
    String topic = ground.topic(arrival.topic());
    List<Message> messages = new ArrayList<>();
    Staging staging =
        new Staging(Arrivals.ways(arrival, ground).stream().findFirst().orElse(Case.ANY), 0);
    staging.payload(topic, When.BEFORE).ifPresent(before -> messages.add(message(topic, before)));
    messages.add(
        message(topic, staging.payload(topic, When.NOW).orElse(usual(arrival.topic(), 0))));
    return messages;
  }

  /** What may well be sent to a topic where nothing is wanted of it. */
  static Payload usual(TopicUse topic, int variant) {
    List<Value> picks = Domain.of(topic.decoder().type()).picks();
    return topic.decoder().type() instanceof Type.Shape || picks.isEmpty()
        ? Payload.of("{}")
        : Payloads.of(Map.of(List.of(), picks.get(Math.min(variant, picks.size() - 1))));
  }

  /** Time passes. */
  Scenario byClock(Site site) {
    setFacts("");
    long at = Moments.of(wants, LocalTime.MIDNIGHT, site.zone());
    long start = at - holdMillis - LEAD_MILLIS;
    return new Scenario(begin(start), start + 1, at + LONG_MILLIS);
  }

  /** The engine starts, for the first time or anew. */
  Scenario atStart(boolean anew, Site site) {
    long at = Moments.of(wants, LocalTime.NOON, site.zone());
    if (!anew) {
      return new Scenario(begin(at), at, at);
    }
    setFacts("");
    List<Recorded> lines = begin(at - holdMillis - LEAD_MILLIS);
    lines.add(new Recorded.Restart(at, OptionalLong.empty(), OptionalLong.empty()));
    return new Scenario(lines, at, at);
  }
}
