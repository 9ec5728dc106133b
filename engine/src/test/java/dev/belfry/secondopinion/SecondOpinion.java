package dev.belfry.secondopinion;

import dev.belfry.effect.Effect;
import dev.belfry.event.Message;
import dev.belfry.model.CheckedAlert;
import dev.belfry.model.CheckedRule;
import dev.belfry.model.Model;
import dev.belfry.secondopinion.Happenings.Trigger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/**
 * Evaluates a program as the reference reads when it is read aloud. It keeps everything that ever
 * happened, looks at every state at every instant at which anything might change, and works each
 * answer out anew. Being stopped means nothing to it but that for a while it was not asked.
 */
public final class SecondOpinion {
  /** In a chain of messages that rules send each other, this one is sent but not handled. */
  private static final int LONGEST_CHAIN = 33;

  /** So many of them are handled at one instant. */
  private static final int MOST_MESSAGES = 10_000;

  /** A message that a rule sent to rules. */
  private record Pending(Message message, int depth) {}

  private final World world = new World();
  private final Meaning meaning = new Meaning(world);
  private final Instants instants = new Instants(world);
  private final List<Effect> effects = new ArrayList<>();
  private final Queue<Pending> pending = new ArrayDeque<>();
  private final Set<String> switchedOff = new HashSet<>();
  private final Loading loading = new Loading(world);
  private Map<String, AlertLife> alerts = new LinkedHashMap<>();
  private final List<AlertLife> alertsInOrder = new ArrayList<>();
  private Map<String, RuleLife> rules = new LinkedHashMap<>();
  private Readers readers = Readers.NONE;

  /** All rules, those that are off too: what their windows hold is of the topics, not of them. */
  private final Map<String, Owner> owners = new LinkedHashMap<>();

  private List<CheckedRule> program = List.of();

  /** How many of the effects were looked at as messages. */
  private int fed;

  /** How many messages rules have sent each other at this instant. */
  private int exchanged;

  /** Up to when schedules were asked whether they are due, by the wall clock. */
  private long askedUntilWallMillis;

  /** What comes of it: first whatever falls due at or before its time, then of itself. */
  public List<Effect> handle(Stimulus stimulus) {
    effects.clear();
    fed = 0;
    if (!(stimulus instanceof Stimulus.Start)) {
      advance(stimulus.atMillis());
    }
    exchanged = 0;
    switch (stimulus) {
      case Stimulus.Start it -> start(it);
      case Stimulus.Reload it -> {
        load(it.model());
        evaluate(new Trigger.Change(), 0);
      }
      case Stimulus.Arrival it -> arrive(it.message());
      case Stimulus.Given it -> take(it.message(), new Trigger.Silence(), 0);
      case Stimulus.Tick ignored -> {}
      case Stimulus.ClockStep it -> {
        world.wallOffsetMillis = it.wallOffsetMillis();
        askedUntilWallMillis = world.wallNowMillis();
        evaluate(new Trigger.Change(), 0);
      }
      case Stimulus.Switch it -> turn(it.rule(), it.on());
      case Stimulus.Trigger it -> letRun(it);
      case Stimulus.Acknowledge it -> {
        alerts.values().stream()
            .filter(life -> life.alert.name().equals(it.alert()))
            .forEach(life -> life.acknowledge(it.key()));
        evaluate(new Trigger.Change(), 0);
      }
      case Stimulus.Silence it -> {
        world.silences.put(new World.Silenced(it.alert(), it.key()), it.untilWallMillis());
        evaluate(new Trigger.Change(), 0);
      }
    }
    handlePending();
    return List.copyOf(effects);
  }

  // ---- time

  /** Everything that falls due at one instant is one input, and comes before a message. */
  private void advance(long millis) {
    for (long next = instants.next(); next <= millis; next = instants.next()) {
      world.nowMillis = next;
      fallDue();
    }
    world.nowMillis = Math.max(world.nowMillis, millis);
    askedUntilWallMillis = world.wallNowMillis();
  }

  private void fallDue() {
    exchanged = 0;
    evaluate(due(List.of()), 0);
    askedUntilWallMillis = world.wallNowMillis();
    handlePending();
  }

  private Trigger due(List<Long> missed) {
    return new Trigger.Due(askedUntilWallMillis, world.wallNowMillis(), missed);
  }

  // ---- programs

  /**
   * What fell due while the engine was down happens at start, at the start's time, as one input
   * with the start: what rules publish to each other by it comes after all that begins. Of rules
   * that are gone it does not happen: they end, and what they say at the end is true of now.
   */
  private void start(Stimulus.Start start) {
    boolean again = world.nowMillis != Long.MIN_VALUE;
    List<Long> missed = again ? instants.until(start.atMillis()) : List.of();
    world.nowMillis = Math.max(world.nowMillis, start.atMillis());
    world.wallOffsetMillis = start.wallOffsetMillis();
    rules.values().forEach(life -> Observation.note(life.owner, world, meaning));
    alerts.values().forEach(life -> Observation.note(life.owner, world, meaning));
    load(start.model());
    instants.mark();
    if (again) {
      evaluate(due(missed), 0);
    }
    evaluate(new Trigger.Start(), 0);
    askedUntilWallMillis = world.wallNowMillis();
  }

  private void load(Model model) {
    Map<String, RuleLife> earlier = rules;
    world.setZone(model.site().zone());
    program = model.rules();
    switchedOff.retainAll(program.stream().map(CheckedRule::name).toList());
    rules = new LinkedHashMap<>();
    Map<String, Owner> before = Map.copyOf(owners);
    owners.clear();
    for (CheckedRule rule : program) {
      String name = rule.name();
      owners.put(name, loading.owner(rule, Optional.ofNullable(before.get(name))));
      if (!switchedOff.contains(name)) {
        rules.put(name, alive(rule, Optional.ofNullable(earlier.get(name))));
      }
    }
    loadAlerts(model.alerts());
    List<Owner> all = new ArrayList<>(owners.values());
    alerts.values().forEach(life -> all.add(life.owner));
    Loading.shareWindows(all);
    earlier.values().forEach(this::endIfGone);
    readers = Readers.of(model);
    world.history.forgetUnless(readers::read);
    instants.load(model);
  }

  /** Each alert comes after those that its state asks for. */
  private void loadAlerts(List<CheckedAlert> program) {
    Map<String, AlertLife> earlier = alerts;
    alerts = new LinkedHashMap<>();
    alertsInOrder.clear();
    List<AlertLife> gone = new ArrayList<>(earlier.values());
    for (CheckedAlert alert : program) {
      AlertLife before = earlier.get(alert.name());
      Optional<AlertLife> same =
          Optional.ofNullable(before).filter(it -> it.alert.state().equals(alert.state()));
      Owner owner = loading.owner(alert, Optional.ofNullable(before).map(it -> it.owner));
      AlertLife life = new AlertLife(alert, owner, world, meaning, instants, effects);
      same.ifPresent(life::inherit);
      same.ifPresent(gone::remove);
      alerts.put(alert.name(), life);
    }
    gone.forEach(AlertLife::end);
    alerts.values().forEach(this::putInOrder);
  }

  private void putInOrder(AlertLife life) {
    for (String name : life.asksFor()) {
      AlertLife asked = alerts.get(name);
      if (asked != null && !alertsInOrder.contains(asked)) {
        putInOrder(asked);
      }
    }
    if (!alertsInOrder.contains(life)) {
      alertsInOrder.add(life);
    }
  }

  private RuleLife alive(CheckedRule rule, Optional<RuleLife> earlier) {
    Owner owner = Objects.requireNonNull(owners.get(rule.name()));
    RuleLife life = new RuleLife(rule, owner, world, meaning, effects);
    earlier.ifPresent(life::inherit);
    return life;
  }

  /** A rule whose state is gone ends what it began. */
  private void endIfGone(RuleLife before) {
    RuleLife now = rules.get(before.rule.name());
    if (now == null || !now.owner.lasting().equals(before.owner.lasting())) {
      before.end();
    }
  }

  // ---- people

  /** A rule that is off is as if it were not there; switched on it is as if newly loaded. */
  private void turn(String name, boolean on) {
    Optional<CheckedRule> rule =
        program.stream().filter(each -> each.name().equals(name)).findFirst();
    if (rule.isEmpty() || on == rules.containsKey(name)) {
      return;
    }
    Map<String, RuleLife> earlier = rules;
    rules = new LinkedHashMap<>();
    for (CheckedRule each : program) {
      RuleLife life = earlier.get(each.name());
      if (each.name().equals(name) && on) {
        owners.computeIfPresent(name, (it, before) -> loading.anew(each, before));
        rules.put(name, alive(each, Optional.empty()));
      } else if (life != null && !each.name().equals(name)) {
        rules.put(each.name(), life);
      }
    }
    if (on) {
      switchedOff.remove(name);
    } else {
      switchedOff.add(name);
      Optional.ofNullable(earlier.get(name)).ifPresent(RuleLife::end);
    }
    evaluate(new Trigger.Change(), 0);
  }

  /** As if its event had happened and its state were true. */
  private void letRun(Stimulus.Trigger it) {
    RuleLife life = rules.get(it.rule());
    if (life == null) {
      return;
    }
    Captures key = Captures.NONE;
    for (int i = 0; i < life.rule.captures().size(); i++) {
      String text = it.key().get(life.rule.captures().get(i));
      if (text != null) {
        key = key.and(Captures.of(i, text)).orElseThrow();
      }
    }
    life.happen(Occurrence.without(key, world.nowMillis));
    instants.mark();
    feed(0);
  }

  // ---- inputs

  private void arrive(Message message) {
    take(
        message,
        message.replayed() ? new Trigger.Change() : new Trigger.OfMessage(message.topic()),
        0);
  }

  private void take(Message message, Trigger trigger, int depth) {
    if (readers.read(message.topic())) {
      world.history.take(message, world.nowMillis);
      instants.mark();
      evaluate(trigger, depth);
    }
  }

  /** All rules see the same facts; then they act, in order. */
  private void evaluate(Trigger trigger, int depth) {
    List<RuleLife.Task> tasks = new ArrayList<>();
    boolean silently = trigger instanceof Trigger.Silence;
    boolean news = false;
    for (AlertLife life : alertsInOrder) {
      news |= life.follow(silently);
    }
    int told = effects.size();
    alerts.values().forEach(life -> life.tell(silently));
    news |= effects.size() > told;
    for (RuleLife life : rules.values()) {
      news |= Observation.of(life.owner, world, meaning);
      if (!silently) {
        tasks.addAll(life.evaluate(trigger));
      }
      news |= life.isStirred();
    }
    tasks.sort(Comparator.comparingLong(RuleLife.Task::dueMillis));
    tasks.forEach(task -> task.work().run());
    if (news || !tasks.isEmpty()) {
      instants.mark();
    }
    feed(depth);
  }

  // ---- what rules say to each other

  private void feed(int depth) {
    for (; fed < effects.size(); fed++) {
      if (effects.get(fed) instanceof Effect.Publish it
          && depth + 1 < LONGEST_CHAIN
          && readers.read(it.topic())
          && exchanged++ < MOST_MESSAGES) {
        Message message = Message.published(it.topic(), it.payload(), it.qos(), it.retain());
        pending.add(new Pending(message, depth + 1));
      }
    }
  }

  private void handlePending() {
    while (!pending.isEmpty()) {
      Pending next = pending.remove();
      take(next.message(), new Trigger.OfMessage(next.message().topic()), next.depth());
    }
  }
}
