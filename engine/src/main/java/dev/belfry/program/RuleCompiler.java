package dev.belfry.program;

import dev.belfry.codec.Printed;
import dev.belfry.model.CheckedRule;
import dev.belfry.model.Expr;
import dev.belfry.model.Happening;
import dev.belfry.model.Written;
import dev.belfry.model.Written.Part;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes one rule ready to run. */
final class RuleCompiler {
  private final int order;
  private final CheckedRule rule;
  private final Written written;
  private final Pool pool;
  private final List<Use> uses = new ArrayList<>();
  private final List<Operator> operators = new ArrayList<>();
  private final Map<String, Integer> ordinals = new HashMap<>();

  /** The captures of quantifiers that are already made ready. */
  private final Set<Integer> ranged = new HashSet<>();

  /** The part of the rule that is being made ready. */
  private Part part = Part.TELLING;

  private final ExprCompiler expressions = new ExprCompiler(this);

  RuleCompiler(int order, CheckedRule rule, Written written, Pool pool) {
    this.order = order;
    this.rule = rule;
    this.written = written;
    this.pool = pool;
  }

  RuleProgram compile() {
    part = Part.WHEN;
    Optional<EventNode> event = rule.event().map(this::event);
    part = Part.WHILE;
    Optional<EventNode.StateNode> guard =
        event.isPresent() ? rule.state().map(this::state) : Optional.empty();
    Optional<Integer> begin =
        event.isPresent() ? Optional.empty() : rule.state().map(state -> begin(state, null));
    part = Part.LIMIT;
    Optional<Operator.Limit> limit = rule.limit().map(this::limit);
    part = Part.THEN;
    Script then = ScriptCompiler.compile(rule.then(), this, expressions);
    part = Part.FINALLY;
    Script last = ScriptCompiler.compile(rule.last(), this, expressions);
    Optional<Operator.Runs> runs =
        then.takesTime() || last.takesTime() ? Optional.of(runs(then, last)) : Optional.empty();
    return new RuleProgram(
        order,
        rule.name(),
        rule.captures(),
        List.copyOf(uses),
        List.copyOf(operators),
        event,
        guard,
        begin,
        limit,
        rule.mode(),
        runs,
        then,
        last,
        Optional.empty(),
        written);
  }

  /** Registers a topic that the rule mentions. */
  Use use(dev.belfry.model.TopicUse topic) {
    return use(topic, Optional.empty());
  }

  /** Registers a topic of which more than the newest message may be asked. */
  Use use(dev.belfry.model.TopicUse topic, Optional<Use.Kept> window) {
    Use use = pool.one(Use.of(uses.size(), topic, window, pool));
    uses.add(use);
    return use;
  }

  private EventNode event(Happening happening) {
    return switch (happening) {
      case Happening.OnMessage it ->
          new EventNode.OnMessage(
              use(it.topic()), pool.one(it.path()), pool.one(change(it.change())));
      case Happening.Held it -> held(it);
      case Happening.Silence it -> silence(it);
      case Happening.Times it -> new EventNode.Times(event(it.event()), tally(it));
      case Happening.Followed it -> {
        int firstUse = uses.size();
        EventNode first = event(it.first());
        List<Use> own = List.copyOf(uses.subList(firstUse, uses.size()));
        EventNode second = event(it.second());
        int operator = sequence(it, it.first(), own, it.millis(), false);
        yield new EventNode.Followed(first, second, operator);
      }
      case Happening.NotFollowed it -> {
        int firstUse = uses.size();
        EventNode first = event(it.first());
        List<Use> own = List.copyOf(uses.subList(firstUse, uses.size()));
        EventNode second = event(it.second());
        int operator = sequence(it, it.first(), own, it.millis(), true);
        yield new EventNode.NotFollowed(first, second, operator);
      }
      case Happening.Scheduled it -> scheduled(it.schedule());
      case Happening.Startup ignored -> new EventNode.Startup();
      case Happening.Guarded it -> new EventNode.Guarded(event(it.event()), state(it.state()));
      case Happening.Either it -> new EventNode.Either(event(it.left()), event(it.right()));
    };
  }

  private int tally(Happening.Times times) {
    List<Integer> key = new EventCaptures(rule.captures()).possible(times.event());
    Operator.Shape shape = shape(times.toString(), key, uses.size(), operators.size());
    operators.add(new Operator.Tally(shape, times.times(), times.millis()));
    return shape.index();
  }

  private int sequence(
      Happening whole, Happening first, List<Use> firstUses, long millis, boolean timed) {
    EventCaptures captures = new EventCaptures(rule.captures());
    List<Integer> key = captures.possible(first);
    boolean loose = !captures.certain(first).equals(key);
    Operator.Shape shape = shape(whole.toString(), key, uses.size(), operators.size());
    operators.add(new Operator.Sequence(shape, millis, timed, loose, firstUses));
    return shape.index();
  }

  private EventNode.Change change(Happening.Change change) {
    return switch (change) {
      case Happening.Change.Updates ignored -> new EventNode.Change.Updates();
      case Happening.Change.Receives it ->
          new EventNode.Change.Receives(expressions.compile(it.value()));
      case Happening.Change.Becomes it ->
          new EventNode.Change.Becomes(expressions.compile(it.value()));
      case Happening.Change.Changes it ->
          new EventNode.Change.Changes(
              it.from().map(expressions::compile), it.to().map(expressions::compile));
      case Happening.Change.Rises it ->
          new EventNode.Change.Beyond(expressions.compile(it.limit()), true);
      case Happening.Change.Falls it ->
          new EventNode.Change.Beyond(expressions.compile(it.limit()), false);
    };
  }

  private EventNode held(Happening.Held held) {
    int index = hold(held.state());
    return new EventNode.Held(index, "a state held for " + Printed.stretch(held.state().millis()));
  }

  private EventNode silence(Happening.Silence silence) {
    int index = silence(silence.state());
    return new EventNode.Held(index, "silence for " + Printed.stretch(silence.state().millis()));
  }

  private EventNode scheduled(Happening.Schedule schedule) {
    Operator.Shape shape = shape(schedule.toString(), List.of(), uses.size(), operators.size());
    operators.add(new Operator.Timetable(shape, schedule));
    return new EventNode.Scheduled(shape.index(), schedule.described());
  }

  private EventNode.StateNode state(Expr expr) {
    int firstUse = uses.size();
    Node node = expressions.compile(expr);
    List<Use> own = List.copyOf(uses.subList(firstUse, uses.size()));
    return pool.one(new EventNode.StateNode(node, slots(own), own));
  }

  /** An operator that says whether a state has held for long enough. */
  int hold(Expr.Lasting lasting) {
    int firstUse = uses.size();
    int firstOperator = operators.size();
    Node state = expressions.compile(lasting.state());
    Operator.Shape shape = shape(lasting.toString(), null, firstUse, firstOperator);
    operators.add(new Operator.Hold(shape, state, lasting.millis(), lasting.toleratedMillis()));
    return shape.index();
  }

  /** An operator that stays on from one state until another. */
  int latch(Expr.Until until) {
    int firstUse = uses.size();
    int firstOperator = operators.size();
    Node from = expressions.compile(until.from());
    Node to = expressions.compile(until.to());
    Operator.Shape shape = shape(until.toString(), null, firstUse, firstOperator);
    operators.add(new Operator.Latch(shape, from, to));
    return shape.index();
  }

  /** An operator that says whether a topic has been silent for long enough. */
  int silence(Expr.Silent silent) {
    int firstUse = uses.size();
    Spot spot = expressions.spot(silent.topic(), Optional.empty());
    Operator.Shape shape = shape(silent.toString(), null, firstUse, operators.size());
    operators.add(new Operator.Silence(shape, spot, silent.millis()));
    return shape.index();
  }

  /**
   * A state that is asked about many topics. What stands for them is nobody's key outside of it.
   */
  Node quantified(Expr.Quantified it) {
    int firstUse = uses.size();
    Node state = expressions.compile(it.state());
    List<Use> over =
        uses.subList(firstUse, uses.size()).stream()
            .filter(use -> !Collections.disjoint(use.slots(), it.ranging()))
            .toList();
    ranged.addAll(it.ranging());
    return new Quantified(it.quantity(), state, over, it.ranging());
  }

  private int begin(Expr expr, @Nullable List<Integer> key) {
    int firstUse = uses.size();
    int firstOperator = operators.size();
    Node state = expressions.compile(expr);
    Operator.Shape shape = shape("begin " + expr, key, firstUse, firstOperator);
    operators.add(new Operator.Begin(shape, state));
    return shape.index();
  }

  ExprCompiler expressions() {
    return expressions;
  }

  /** An operator that says for each instance of an alert whether a state holds. */
  int inhibitor(Expr state) {
    part = Part.UNLESS;
    int index = begin(state, wholeKey());
    part = Part.TELLING;
    return index;
  }

  /**
   * An operator that knows how it stands with each instance of an alert. It lasts as long as the
   * state in which the alert fires is the same.
   */
  int alarm(Expr state) {
    part = Part.WHILE;
    Operator.Shape shape = shape("alarm " + state, wholeKey(), uses.size(), operators.size());
    operators.add(new Operator.Alarm(shape));
    part = Part.TELLING;
    return shape.index();
  }

  private Operator.Limit limit(CheckedRule.Limit limit) {
    List<Integer> key = limit.overall() ? List.of() : wholeKey();
    Operator.Shape shape = shape(limit.toString(), key, uses.size(), operators.size());
    Operator.Limit operator =
        new Operator.Limit(shape, limit.times(), limit.millis(), limit.overall());
    operators.add(operator);
    return operator;
  }

  /** A run keeps its place as long as nothing of its rule changes. */
  private Operator.Runs runs(Script then, Script last) {
    Operator.Shape shape = shape("runs " + rule, wholeKey(), uses.size(), operators.size());
    List<Use> awaited = new ArrayList<>();
    List<Integer> parts = new ArrayList<>();
    Stream.of(then, last)
        .flatMap(script -> script.instructions().stream())
        .forEach(instruction -> {
          if (instruction instanceof Script.Instruction.WaitUntil it) {
            awaited.addAll(it.uses());
            parts.addAll(it.parts());
          }
        });
    Operator.Runs operator = new Operator.Runs(shape, List.copyOf(awaited), List.copyOf(parts));
    operators.add(operator);
    return operator;
  }

  /** A wait for a state, with what it depends on. */
  Script.Instruction.WaitUntil waitUntil(Expr expr, Optional<Long> atMostMillis) {
    int firstUse = uses.size();
    int firstOperator = operators.size();
    Node state = expressions.compile(expr);
    return new Script.Instruction.WaitUntil(
        state,
        List.copyOf(uses.subList(firstUse, uses.size())),
        IntStream.range(firstOperator, operators.size()).boxed().toList(),
        atMostMillis);
  }

  private List<Integer> wholeKey() {
    List<Integer> key = new ArrayList<>();
    for (int i = 0; i < rule.captures().size(); i++) {
      if (!rule.captures().get(i).equals(CheckedRule.RANGING)) {
        key.add(i);
      }
    }
    return key;
  }

  /** The shape of an operator that is made of everything registered since. */
  private Operator.Shape shape(
      String written, @Nullable List<Integer> key, int firstUse, int firstOperator) {
    String fingerprint = Fingerprint.of(rule.name() + "\n" + written);
    int ordinal = ordinals.merge(fingerprint, 1, Integer::sum);
    List<Use> own = List.copyOf(uses.subList(firstUse, uses.size()));
    List<Integer> parts = new ArrayList<>();
    for (int i = firstOperator; i < operators.size(); i++) {
      parts.add(i);
    }
    return new Operator.Shape(
        operators.size(),
        part,
        ordinal == 1 ? fingerprint : fingerprint + "." + ordinal,
        key == null ? slots(own) : List.copyOf(key),
        own,
        List.copyOf(parts));
  }

  private List<Integer> slots(List<Use> uses) {
    Set<Integer> slots = new TreeSet<>();
    uses.forEach(use -> slots.addAll(use.slots()));
    slots.removeAll(ranged);
    return List.copyOf(slots);
  }
}
