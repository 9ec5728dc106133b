package dev.belfry.service.simulation;

import dev.belfry.effect.Effect;
import dev.belfry.event.Payload;
import dev.belfry.machine.Input;
import dev.belfry.service.loop.Post.Address;
import dev.belfry.service.outbox.DeadLetter;
import dev.belfry.service.outbox.OutboxLimits;
import dev.belfry.service.outbox.Parcel;
import dev.belfry.service.store.Batch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Knows what must be true, whatever happens, and remembers the first thing that was not. */
final class Checker {
  /** What came of an input, by the machine. */
  private record Step(Input input, List<Effect> effects) {}

  private final Opinion opinion;
  private final OutboxLimits limits;
  private final List<Step> uncommitted = new ArrayList<>();

  /** By identity: a message is one though others say the same. */
  private final IdentityHashMap<Object, Boolean> committed = new IdentityHashMap<>();

  private final Map<String, Payload> retained = new TreeMap<>();
  private final Map<Long, Parcel> parcels = new LinkedHashMap<>();
  private final Map<String, Parcel> told = new LinkedHashMap<>();
  private final Map<String, Long> lastTold = new LinkedHashMap<>();

  /** What was given up once may come later than what came about after it. */
  private final Set<String> outOfTurn = new HashSet<>();

  private final Set<String> mayGo = new HashSet<>();
  private @Nullable Batch last;
  private long lastNumber;
  private @Nullable String failure;

  Checker(Opinion opinion, OutboxLimits limits) {
    this.opinion = opinion;
    this.limits = limits;
  }

  /** Something is not as it must be. Callers may be where exceptions go unseen. */
  void fail(String words) {
    if (failure == null) {
      failure = words;
    }
  }

  @SuppressWarnings("AnnotateFormatMethod") // a test's own
  private void check(boolean isTrue, String words, Object... things) {
    if (!isTrue) {
      fail(String.format(words, things));
    }
  }

  @Nullable String failure() {
    return failure;
  }

  // ---- inputs and their effects

  /** The machine was stepped. */
  void stepped(Input input, List<Effect> effects) {
    uncommitted.add(new Step(input, effects));
  }

  /** What was not committed never was. */
  void powerFailed() {
    uncommitted.clear();
  }

  /** A batch is on the disk; one that is written again has no inputs of its own. */
  @SuppressWarnings("ReferenceEquality") // equal batches may be two
  void committed(Batch batch) {
    if (batch == last) {
      return;
    }
    last = batch;
    List<String> expected = new ArrayList<>();
    for (Step step : uncommitted) {
      String objection = opinion.objection(step.input(), step.effects());
      check(objection.isEmpty(), "%s", objection);
      step.effects().stream()
          .flatMap(Checker::published)
          .forEach(effect -> Sinks.addresses(effect).forEach(to -> expected.add(line(effect, to))));
      retain(step);
      Object what = step.input() instanceof Input.Arrived it ? it.message() : step.input();
      check(committed.put(what, true) == null, "%s was committed twice", what);
    }
    uncommitted.clear();
    List<String> sent =
        batch.parcels().stream()
            .map(it -> line(it.effect(), new Address(it.sink(), it.target())))
            .toList();
    check(sent.equals(expected), "committed to send\n  %s\ninstead of\n  %s", sent, expected);
    for (Parcel parcel : batch.parcels()) {
      check(parcel.number() > lastNumber, "the number of %s is not new", parcel);
      check(parcel.number() < batch.run().nextParcel(), "%s bears a number to come", parcel);
      lastNumber = parcel.number();
      parcels.put(parcel.number(), parcel);
    }
  }

  /** The broker keeps the last retained message of each topic, whoever published it. */
  private void retain(Step step) {
    if (step.input() instanceof Input.Arrived it && !it.message().replayed()) {
      retain(it.message().retain(), it.message().topic(), it.message().payload());
    }
    step.effects().stream()
        .flatMap(Checker::published)
        .forEach(effect -> {
          if (effect instanceof Effect.Publish it) {
            retain(it.retain(), it.topic(), it.payload());
          }
        });
  }

  private void retain(boolean isRetained, String topic, Payload payload) {
    if (isRetained && payload.isEmpty()) {
      retained.remove(topic);
    } else if (isRetained) {
      retained.put(topic, payload);
    }
  }

  private static Stream<Effect> published(Effect effect) {
    return effect instanceof Effect.Alert it ? Stream.of(it.published()) : Stream.of(effect);
  }

  private static String line(Effect effect, Address to) {
    return to + " " + effect;
  }

  boolean isCommitted(Object what) {
    return committed.containsKey(what);
  }

  /** Whoever sent something is told that it is safe. */
  void acknowledged(Object what) {
    check(isCommitted(what), "acknowledged and not committed: %s", what);
  }

  // ---- deliveries

  /** Something is under way into the world. */
  void carried(Parcel parcel) {
    Parcel known = parcels.get(parcel.number());
    if (known == null) {
      fail("on its way before it was committed: " + parcel);
      return;
    }
    check(
        known.id().equals(parcel.id()) && known.effect().equals(parcel.effect()),
        "another bears the number of %s: %s",
        parcel,
        known);
  }

  /**
   * A sink received something, perhaps once more.
   *
   * @param late whether whoever sent it is gone
   */
  void told(Parcel parcel, boolean late) {
    Parcel before = told.putIfAbsent(parcel.id(), parcel);
    if (before != null) {
      check(
          before.effect().equals(parcel.effect()) && before.target().equals(parcel.target()),
          "the id of %s is that of %s",
          parcel,
          before);
      return;
    }
    String lane = parcel.sink() + " " + parcel.target();
    long previous = lastTold.getOrDefault(lane, 0L);
    if (!late && !outOfTurn.contains(parcel.id())) {
      check(parcel.number() > previous, "%s comes after number %d", parcel, previous);
    }
    lastTold.put(lane, Math.max(previous, parcel.number()));
  }

  boolean isTold(String id) {
    return told.containsKey(id);
  }

  /** Something is given up; a person may have it tried again, or the power cut undo it. */
  void gaveUp(DeadLetter letter) {
    outOfTurn.add(letter.parcel().id());
  }

  /** A person throws a dead letter away. */
  void discarded(DeadLetter letter) {
    mayGo.add(letter.parcel().id());
  }

  /** The store forgets a parcel as delivered. */
  void goneWhileWaiting(Parcel parcel) {
    check(
        isTold(parcel.id()) || mayGo.contains(parcel.id()),
        "taken for delivered, and was not: %s",
        parcel);
  }

  /**
   * The store forgets a dead letter.
   *
   * @param kept how many there were before
   */
  void goneWhileDead(DeadLetter letter, int kept) {
    String id = letter.parcel().id();
    check(
        isTold(id) || mayGo.contains(id) || kept > limits.deadLetters(),
        "a dead letter goes though there is room: %s",
        letter);
    mayGo.add(id);
  }

  /**
   * All is quiet: everything went where it should.
   *
   * @param quietSinceMillis what came about before then has had its time
   */
  void atLast(Disk disk, long quietSinceMillis) {
    check(disk.retained().equals(retained), "retained: %s, not %s", disk.retained(), retained);
    Set<String> dead = new HashSet<>();
    disk.dead().forEach(letter -> dead.add(letter.parcel().id()));
    for (Parcel parcel : disk.waiting()) {
      check(parcel.sinceMillis() >= quietSinceMillis, "still waits at the end: %s", parcel);
    }
    for (Parcel parcel : parcels.values()) {
      if (parcel.sinceMillis() < quietSinceMillis) {
        check(
            isTold(parcel.id()) || dead.contains(parcel.id()) || mayGo.contains(parcel.id()),
            "neither delivered nor given up: %s",
            parcel);
      }
    }
  }

  /** How many effects were told to the world. */
  int told() {
    return told.size();
  }

  /** How many inputs were committed. */
  int inputs() {
    return committed.size();
  }
}
