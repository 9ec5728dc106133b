package dev.belfry.check;

import dev.belfry.catalog.Catalog;
import dev.belfry.codec.Codec;
import dev.belfry.codec.Decoder;
import dev.belfry.codec.Type;
import dev.belfry.codec.Value;
import dev.belfry.event.TopicFilter;
import dev.belfry.source.SourceFile;
import dev.belfry.syntax.Declaration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is declared in all files of a program, and in the configuration. */
final class Names {
  /**
   * A declared topic.
   *
   * @param parameters for each capture of the filter, which parameter of the name it is
   */
  record Topic(
      String name,
      TopicFilter filter,
      List<Integer> parameters,
      Type type,
      Optional<Codec> codec,
      Optional<Value> initial,
      Optional<Long> staleMillis,
      Optional<CheckProblem.Place> typePlace) {
    Decoder decoder() {
      return new Decoder(type, codec);
    }
  }

  /** What declared a name, and where. */
  record Declared(String kind, CheckProblem.Place place) {}

  /** A declared let. */
  record Let(Declaration.Let declaration, SourceFile file) {}

  final Catalog catalog;
  private final Map<String, Topic> topics = new HashMap<>();
  private final Map<String, Let> lets = new HashMap<>();
  private final Map<String, Declared> places = new HashMap<>();
  private final Set<String> alerts = new HashSet<>();
  private final Set<String> broken = new HashSet<>();
  private final Set<String> mentioned = new HashSet<>();

  Names(Catalog catalog) {
    this.catalog = catalog;
  }

  /** Marks a name whose declaration is wrong, so that its use is no second mistake. */
  void addBroken(String name) {
    broken.add(name);
  }

  boolean isBroken(String name) {
    return broken.contains(name);
  }

  /** What declared the name before, if anything did; else it is declared here. */
  Optional<Declared> declare(String space, String name, Declared declared) {
    return Optional.ofNullable(places.putIfAbsent(space + " " + name, declared));
  }

  void add(Topic topic) {
    topics.put(topic.name(), topic);
  }

  void add(Let let) {
    lets.put(let.declaration().name().text(), let);
  }

  void addAlert(String name) {
    alerts.add(name);
  }

  boolean isAlert(String name) {
    return alerts.contains(name);
  }

  Set<String> alerts() {
    return alerts;
  }

  /** The topic that is mentioned. */
  @Nullable Topic topic(String name) {
    mentioned.add(name);
    return topics.get(name);
  }

  /** The let that is mentioned. */
  @Nullable Let let(String name) {
    mentioned.add(name);
    return lets.get(name);
  }

  /** Whether anything has asked for this name so far. */
  boolean isMentioned(String name) {
    return mentioned.contains(name);
  }

  void forgetMention(String name) {
    mentioned.remove(name);
  }

  /** Whether a topic or let bears this name. */
  boolean isDeclared(String name) {
    return topics.containsKey(name) || lets.containsKey(name);
  }

  /** All names of topics and lets. */
  Set<String> all() {
    Set<String> all = new HashSet<>(topics.keySet());
    all.addAll(lets.keySet());
    return all;
  }
}
