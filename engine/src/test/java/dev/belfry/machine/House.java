package dev.belfry.machine;

import dev.belfry.catalog.Catalog;
import dev.belfry.catalog.Limits;
import dev.belfry.catalog.Site;
import dev.belfry.effect.Effect;
import dev.belfry.event.Message;
import dev.belfry.event.Payload;
import dev.belfry.program.Compilation;
import dev.belfry.program.Program;
import dev.belfry.source.SourceFile;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A machine with its clock and its store, driven step by step. Effects are read as short texts. */
final class House {
  static final long START_MILLIS = 1_767_268_800_000L;
  private static final Catalog CATALOG =
      new Catalog(
          new Site("House", ZoneOffset.UTC, Optional.of(new Site.Place(52.5, 13.4))),
          Set.of("owner", "neighbour"),
          Set.of(),
          Set.of());

  private final Map<String, Payload> store = new LinkedHashMap<>();
  private final List<Report> reports = new ArrayList<>();
  private Machine machine = Machine.fresh();
  private Limits limits = Limits.USUAL;
  private long nowMillis = START_MILLIS;

  /** The rules in force, where they are known. */
  private Optional<String> inForce = Optional.empty();

  /** A house whose machine remembers so much at most. */
  static House limited(int topics, int keys) {
    House house = new House();
    house.limit(topics, keys);
    return house;
  }

  /** Sets other limits for the next program. */
  void limit(int topics, int keys) {
    limits = new Limits(topics, keys);
  }

  /** A house that stopped at a time with this in its store. */
  static House at(long millis, Map<String, Payload> stored) {
    House house = new House();
    house.nowMillis = millis;
    house.store.putAll(stored);
    return house;
  }

  static Program program(String rules) {
    return program(rules, Limits.USUAL);
  }

  private static Program program(String rules, Limits limits) {
    Catalog catalog =
        new Catalog(
            CATALOG.site(), CATALOG.channels(), CATALOG.cameras(), CATALOG.connectors(), limits);
    Compilation compilation = Compilation.of(List.of(new SourceFile("a.rules", rules)), catalog);
    return compilation
        .program()
        .orElseThrow(() -> new AssertionError(compilation.diagnostics().toString()));
  }

  List<String> start(String rules) {
    Optional<Program> earlier =
        inForce.filter(before -> !before.equals(rules)).map(before -> program(before, limits));
    inForce = Optional.of(rules);
    return step(new Input.Started(nowMillis, 0, program(rules, limits), earlier));
  }

  List<String> reload(String rules) {
    inForce = Optional.of(rules);
    return step(new Input.Reloaded(nowMillis, program(rules, limits)));
  }

  /** Stops, loses this much time, and starts from what the store holds. */
  List<String> restart(long downMillis, String rules) {
    nowMillis += downMillis;
    List<Entry> entries =
        store.entrySet().stream()
            .map(piece -> new Entry(piece.getKey(), Optional.of(piece.getValue())))
            .toList();
    machine = Machine.restored(entries);
    return start(rules);
  }

  /** Forgets which rules are in force, as a store that does not know them. */
  void forgetRules() {
    inForce = Optional.empty();
  }

  List<String> send(String topic, String payload) {
    return arrive(Message.published(topic, Payload.of(payload), 0, false));
  }

  List<String> arrive(Message message) {
    return step(new Input.Arrived(nowMillis, message));
  }

  List<String> after(long millis) {
    nowMillis += millis;
    return step(new Input.Tick(nowMillis));
  }

  List<String> acknowledge(String alert) {
    return step(new Input.Acknowledged(nowMillis, alert, Optional.empty()));
  }

  /** Silences instances for so long. */
  List<String> silence(String alert, Map<String, String> key, long millis) {
    return step(new Input.Silenced(nowMillis, alert, key, nowMillis + millis));
  }

  /** How it stands with the instances of alerts. */
  List<AlertInstance> alerts() {
    return machine.alerts();
  }

  List<String> setWallClock(long offsetMillis) {
    return step(new Input.ClockStepped(nowMillis, offsetMillis));
  }

  List<String> turn(String rule, boolean on) {
    return step(new Input.Switched(nowMillis, rule, on));
  }

  List<String> trigger(String rule, Map<String, String> key) {
    return step(new Input.Triggered(nowMillis, rule, key));
  }

  List<String> suppose(String topic, String payload) {
    Message message = Message.published(topic, Payload.of(payload), 0, false);
    return step(new Input.Supposed(nowMillis, message));
  }

  Machine machine() {
    return machine;
  }

  /** Sends an empty retained message. */
  List<String> clear(String topic) {
    return arrive(Message.published(topic, Payload.EMPTY, 0, true));
  }

  long nextDueMillis() {
    return machine.nextDueMillis();
  }

  List<Report> reports() {
    return reports;
  }

  Map<String, Payload> store() {
    return store;
  }

  Set<String> stored() {
    return store.keySet();
  }

  private List<String> step(Input input) {
    Outcome outcome = machine.step(input);
    reports.addAll(outcome.reports());
    for (Entry entry : machine.drainChanges()) {
      entry
          .value()
          .ifPresentOrElse(value -> store.put(entry.key(), value), () -> store.remove(entry.key()));
    }
    return outcome.effects().stream().map(House::shown).toList();
  }

  private static String shown(Effect effect) {
    return switch (effect) {
      case Effect.Publish it -> it.topic() + " " + it.payload();
      case Effect.Notify it -> String.join(", ", it.channels()) + ": " + it.text();
      case Effect.Alert it -> it.origin().name() + it.origin().key() + " " + it.status().word();
      default -> effect.toString();
    };
  }
}
