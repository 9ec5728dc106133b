package dev.belfry.check;

import dev.belfry.codec.Type;
import dev.belfry.model.CheckedRule;
import dev.belfry.source.SourceFile;
import dev.belfry.syntax.Expression;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What names mean at a place of a rule: its captures, the parameters of the let that is being put
 * in, and whether there is a message to speak of.
 */
final class Scope {
  /** What may be written at a place. */
  enum Place {
    /** A header: topics may bind captures. */
    HEADER,
    /** Actions: topics are read or written with what is bound. */
    ACTION,
    /** Tests: nothing is bound and no topic is read. */
    TEST
  }

  /** What the caller of a let wrote for a parameter, and where it has its meaning. */
  record Given(Expression expression, Scope scope) {}

  /** How many lets may be put in at one place, lets of lets counted. */
  static final int MOST_LETS = 1_000;

  /** How many lets may lie within each other. */
  private static final int DEEPEST_LETS = 50;

  /** How many lets were put in so far; shared by all scopes of a rule. */
  private static final class Count {
    int lets;
  }

  final SourceFile file;
  final Place place;
  private final List<String> slots;
  private final Set<String> bound;
  private final Map<String, Given> parameters;
  private final List<String> lets;
  private final Optional<Type> messageType;
  private final Count count;

  /** The captures that stand for {@code _} in the quantifier around this place, if there is one. */
  private final @Nullable List<Integer> ranging;

  private Scope(
      SourceFile file,
      Place place,
      List<String> slots,
      Set<String> bound,
      Map<String, Given> parameters,
      List<String> lets,
      Optional<Type> messageType,
      Count count,
      @Nullable List<Integer> ranging) {
    this.file = file;
    this.place = place;
    this.slots = slots;
    this.bound = bound;
    this.parameters = parameters;
    this.lets = lets;
    this.messageType = messageType;
    this.count = count;
    this.ranging = ranging;
  }

  /** The scope of a rule's header, or of a test, before anything is bound. */
  static Scope of(SourceFile file, Place place) {
    return new Scope(
        file,
        place,
        new ArrayList<>(),
        new HashSet<>(),
        Map.of(),
        List.of(),
        Optional.empty(),
        new Count(),
        null);
  }

  /** The same captures at another place of the rule. */
  Scope at(Place other) {
    return new Scope(file, other, slots, bound, parameters, lets, messageType, count, ranging);
  }

  /** The same with a message whose value has this type, or with none. */
  Scope withMessage(Optional<Type> type) {
    return new Scope(file, place, slots, bound, parameters, lets, type, count, ranging);
  }

  /** The same captures, of which exactly these are bound. */
  Scope binding(Set<String> names) {
    return new Scope(
        file, place, slots, new HashSet<>(names), parameters, lets, messageType, count, ranging);
  }

  /** The scope inside a let: its file, its parameters, the caller's captures. */
  Scope inside(String let, SourceFile letFile, Map<String, Given> given) {
    List<String> path = new ArrayList<>(lets);
    path.add(let);
    return new Scope(letFile, place, slots, bound, given, path, Optional.empty(), count, ranging);
  }

  /** The scope inside a quantifier, which learns of the captures that stand for {@code _}. */
  Scope ranging(List<Integer> found) {
    return new Scope(file, place, slots, bound, parameters, lets, messageType, count, found);
  }

  /** Whether {@code _} stands for each of many topics here. */
  boolean isRanging() {
    return ranging != null;
  }

  /** A new capture for one more {@code _}. */
  int range() {
    slots.add(CheckedRule.RANGING);
    if (ranging != null) {
      ranging.add(slots.size() - 1);
    }
    return slots.size() - 1;
  }

  /** Whether one more let may be put in; counts it. */
  boolean mayPutIn() {
    count.lets++;
    return count.lets <= MOST_LETS && lets.size() < DEEPEST_LETS;
  }

  boolean isInside(String let) {
    return lets.contains(let);
  }

  boolean isInsideLet() {
    return !lets.isEmpty();
  }

  Optional<Given> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  Set<String> parameterNames() {
    return parameters.keySet();
  }

  Optional<Type> messageType() {
    return messageType;
  }

  /** Binds a capture, which may be bound already, and returns its slot. */
  int bind(String name) {
    bound.add(name);
    if (!slots.contains(name)) {
      slots.add(name);
    }
    return slots.indexOf(name);
  }

  boolean isBound(String name) {
    return bound.contains(name);
  }

  int slot(String name) {
    return slots.indexOf(name);
  }

  Set<String> bound() {
    return Set.copyOf(bound);
  }

  /** The names of all captures of the rule, in the order of their slots. */
  List<String> captures() {
    return List.copyOf(slots);
  }
}
