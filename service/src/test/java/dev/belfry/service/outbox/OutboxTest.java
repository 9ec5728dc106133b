package dev.belfry.service.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belfry.connectors.sink.Attempt;
import dev.belfry.effect.Effect;
import dev.belfry.effect.Origin;
import dev.belfry.event.Payload;
import dev.belfry.service.outbox.Outbox.OutboxClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The outbox in a time of its own, with sinks that do as they are told. */
class OutboxTest implements Carrier, OutboxListener {
  private static final Origin ORIGIN = new Origin(Origin.Kind.RULE, "r", Map.of());
  private static final Attempt DONE = new Attempt.Done("");

  private record Alarm(long atMillis, int order, Runnable task) {}

  private long nowMillis = 1_000_000;
  private final PriorityQueue<Alarm> alarms =
      new PriorityQueue<>(
          java.util.Comparator.comparingLong(Alarm::atMillis).thenComparingInt(Alarm::order));
  private int order;
  private final List<String> log = new ArrayList<>();
  private final List<Settlement> settlements = new ArrayList<>();
  private final List<String> released = new ArrayList<>();

  /** What each sink says; by default it takes everything. */
  private final Map<String, Function<Parcel, CompletionStage<Attempt>>> sinks = new HashMap<>();

  private OutboxLimits limits = OutboxLimits.USUAL;
  private Outbox outbox = outbox(List.of());

  private Outbox outbox(List<DeadLetter> dead) {
    Outbox made =
        new Outbox(
            this,
            this,
            new OutboxClock(
                () -> nowMillis,
                () -> 7,
                (millis, task) -> alarms.add(new Alarm(nowMillis + millis, order++, task))),
            limits,
            new Random(1),
            dead);
    made.open(settlements::add, List.of());
    return made;
  }

  @Override
  public CompletionStage<Attempt> carry(Parcel parcel) {
    log.add(parcel.id());
    return sinks.getOrDefault(parcel.sink(), each -> done(DONE)).apply(parcel);
  }

  private static CompletionStage<Attempt> done(Attempt attempt) {
    return CompletableFuture.completedFuture(attempt);
  }

  @Override
  public void release(Parcel last) {
    released.add(last.group());
  }

  @Override
  public void failed(Parcel parcel, int attempts, String reason) {}

  @Override
  public void delivered(Parcel parcel, int attempts, String note) {
    log.add(parcel.id() + " there");
  }

  @Override
  public void gaveUp(DeadLetter letter) {
    log.add(letter.parcel().id() + " dead: " + letter.reason());
  }

  private Parcel parcel(long number, String sink, String target) {
    return new Parcel(
        number,
        "p" + number,
        "g" + number,
        sink,
        target,
        new Effect.Publish(0, ORIGIN, target, Payload.EMPTY, 0, false),
        nowMillis);
  }

  private void send(Parcel... parcels) {
    outbox.add(List.of(parcels));
  }

  /** Lets time pass, and whatever was to happen by then. */
  private void pass(Duration time) {
    long until = nowMillis + time.toMillis();
    while (!alarms.isEmpty() && alarms.peek().atMillis() <= until) {
      Alarm next = alarms.remove();
      nowMillis = next.atMillis();
      next.task().run();
    }
    nowMillis = until;
  }

  private void answer(String sink, Attempt attempt) {
    sinks.put(sink, parcel -> done(attempt));
  }

  private long attempts(String id) {
    return log.stream().filter(id::equals).count();
  }

  @Test
  void whatGoesToOneTargetGoesInItsOrderAndIsSettled() {
    send(parcel(1, "s", "a"), parcel(2, "s", "a"), parcel(3, "s", "b"));
    assertEquals(List.of("p1", "p1 there", "p2", "p2 there", "p3", "p3 there"), log);
    assertEquals(
        List.of(new Settlement.Gone(1), new Settlement.Gone(2), new Settlement.Gone(3)),
        settlements);
    assertEquals(List.of("g1", "g2", "g3"), released);
    assertEquals(List.of(), outbox.parcels());
  }

  @Test
  void theSecondWaitsForTheFirstHoweverLongThatTakes() {
    CompletableFuture<Attempt> slow = new CompletableFuture<>();
    sinks.put("s", parcel -> parcel.number() == 1 ? slow : done(DONE));
    send(parcel(1, "s", "a"), parcel(2, "s", "a"), parcel(3, "s", "b"));
    assertEquals(List.of("p1", "p3", "p3 there"), log);
    pass(Duration.ofDays(2));
    slow.complete(DONE);
    assertEquals(List.of("p1", "p3", "p3 there", "p1 there", "p2", "p2 there"), log);
  }

  @Test
  void whatFailsIsTriedAgainAfterPausesThatDouble() {
    answer("s", Attempt.Again.later("busy"));
    send(parcel(1, "s", "a"));
    List<Long> times = new ArrayList<>();
    long begun = nowMillis;
    for (int attempt = 2; attempt <= 12; attempt++) {
      while (attempts("p1") < attempt) {
        pass(Duration.ofMillis(100));
      }
      times.add(nowMillis - begun);
      begun = nowMillis;
    }
    long expected = 1_000;
    for (long pause : times) {
      assertTrue(pause >= expected * 0.8 && pause <= expected * 1.2 + 100, times::toString);
      expected = Math.min(2 * expected, 300_000);
    }
  }

  @Test
  void aSinkIsLeftAloneForAsLongAsItAsks() {
    answer("s", new Attempt.Again("full", false, Optional.of(Duration.ofMinutes(20))));
    send(parcel(1, "s", "a"));
    pass(Duration.ofMinutes(20).minusMillis(1));
    assertEquals(1, attempts("p1"));
    pass(Duration.ofMinutes(5));
    assertEquals(2, attempts("p1"));
  }

  @Test
  void nobodyMayAskForMoreThanAnHour() {
    answer("s", new Attempt.Again("full", true, Optional.of(Duration.ofDays(300))));
    send(parcel(1, "s", "a"));
    pass(Duration.ofMinutes(73));
    assertEquals(2, attempts("p1"));
  }

  @Test
  void aSinkThatIsDownIsProbedByOneAndWhenItIsBackAllGo() {
    answer("s", Attempt.Again.down("no route"));
    Parcel[] many = new Parcel[50];
    for (int i = 0; i < many.length; i++) {
      many[i] = parcel(i, "s", "t" + i);
    }
    send(many);
    assertEquals(1, log.size(), log::toString);
    pass(Duration.ofMinutes(30));
    // 1 s, 2 s, 4 s … 256 s, then 300 s: some 14 probes, whoever makes them.
    assertTrue(log.size() < 25, log::toString);
    answer("s", DONE);
    pass(Duration.ofMinutes(6));
    assertEquals(50, settlements.size());
    assertEquals(Map.of("s", 0), outbox.waiting());
  }

  @Test
  void aDeadSinkDelaysNoOther() {
    sinks.put("dead", parcel -> new CompletableFuture<>());
    answer("down", Attempt.Again.down("no route"));
    for (int i = 0; i < 100; i++) {
      send(
          parcel(3L * i, "dead", "a"),
          parcel(3L * i + 1, "down", "a"),
          parcel(3L * i + 2, "s", "a"));
    }
    assertEquals(100, settlements.size());
  }

  @Test
  void whatNeverWorksIsADeadLetterAndTheNextOneGoes() {
    sinks.put("s", it -> done(it.number() == 1 ? new Attempt.Never("no such user") : DONE));
    send(parcel(1, "s", "a"), parcel(2, "s", "a"));
    assertEquals(List.of("p1", "p1 dead: no such user", "p2", "p2 there"), log);
    DeadLetter letter = outbox.deadLetters().getFirst();
    assertEquals(new Settlement.Dead(letter), settlements.getFirst());
    assertEquals(7, letter.wallMillis());
    assertEquals(List.of("g1", "g2"), released);
  }

  @Test
  void aDayIsEnoughAndAnHourOfRefusalsWhileOthersWaitBehind() {
    answer("down", Attempt.Again.down("no route"));
    answer("refuses", Attempt.Again.later("500"));
    send(parcel(1, "down", "a"), parcel(2, "down", "a"));
    send(parcel(3, "refuses", "a"), parcel(4, "refuses", "b"), parcel(5, "refuses", "b"));
    pass(Duration.ofMinutes(59));
    assertEquals(List.of(), outbox.deadLetters());
    pass(Duration.ofMinutes(7));
    assertEquals(1, outbox.deadLetters().size());
    assertTrue(log.contains("p4 dead: given up after 1 h: 500"), log::toString);
    pass(Duration.ofMinutes(22 * 60 + 53));
    assertEquals(1, outbox.deadLetters().size());
    pass(Duration.ofMinutes(12));
    assertEquals(5, outbox.deadLetters().size());
    assertTrue(log.contains("p1 dead: given up after 1 day: no route"), log::toString);
    assertTrue(log.contains("p3 dead: given up after 1 day: 500"), log::toString);
  }

  @Test
  void theHourOfRefusalsBeginsWithTheFirstOfThem() {
    answer("s", Attempt.Again.down("no route"));
    send(parcel(1, "s", "a"), parcel(2, "s", "a"));
    pass(Duration.ofHours(3));
    answer("s", Attempt.Again.later("500"));
    pass(Duration.ofMinutes(55));
    assertEquals(List.of(), outbox.deadLetters());
    pass(Duration.ofMinutes(17));
    assertEquals(1, outbox.deadLetters().size());
  }

  @Test
  void whatIsOldAlreadyIsStillTriedOnce() {
    Parcel old =
        new Parcel(
            1, "p1", "g1", "s", "a", parcel(1, "s", "a").effect(), nowMillis - 90_000_000_000L);
    send(old);
    assertEquals(List.of("p1", "p1 there"), log);
  }

  @Test
  void aFaultOfOursCostsOneParcelAndNotTheOutbox() {
    sinks.put(
        "s",
        it -> {
          throw new IllegalStateException("bug");
        });
    sinks.put("f", it -> CompletableFuture.failedFuture(new IllegalStateException("bug")));
    send(parcel(1, "s", "a"), parcel(2, "f", "a"), parcel(3, "other", "a"));
    assertEquals(2, outbox.deadLetters().size());
    assertTrue(log.contains("p3 there"));
  }

  @Test
  void theQueuesHaveAnEnd() {
    limits =
        new OutboxLimits(
            limits.first(),
            limits.longest(),
            limits.longestAsked(),
            limits.total(),
            limits.refused(),
            3,
            5,
            2);
    outbox = outbox(List.of());
    answer("s", Attempt.Again.down("no route"));
    for (int i = 1; i <= 4; i++) {
      send(parcel(i, "s", "a"));
    }
    assertEquals("3 deliveries already wait for s a", outbox.deadLetters().getFirst().reason());
    send(parcel(5, "s", "b"), parcel(6, "s", "c"), parcel(7, "s", "d"), parcel(8, "s", "e"));
    assertEquals(5, outbox.parcels().size());
    // Of dead letters the newest stay; the oldest leaves the store, too.
    assertEquals(
        List.of("p7", "p8"),
        outbox.deadLetters().stream().map(letter -> letter.parcel().id()).toList());
    assertTrue(settlements.contains(new Settlement.Gone(4)));
  }

  @Test
  void aPersonCanHaveADeadLetterTriedAgainOrThrownAway() {
    answer("s", new Attempt.Never("no"));
    send(parcel(1, "s", "a"), parcel(2, "s", "a"));
    answer("s", DONE);
    assertTrue(outbox.retry("p1"));
    assertFalse(outbox.retry("p1"));
    assertTrue(outbox.discard("p2"));
    assertFalse(outbox.discard("p2"));
    assertEquals(List.of(), outbox.deadLetters());
    assertTrue(settlements.get(2) instanceof Settlement.Revived, settlements::toString);
    assertEquals(new Settlement.Gone(1), settlements.get(3));
    assertEquals(new Settlement.Gone(2), settlements.get(4));
  }

  @Test
  void deadLettersOfEarlierRunsAreThere() {
    DeadLetter before = new DeadLetter(parcel(1, "s", "a"), 5, 3, "no");
    outbox = outbox(List.of(before));
    assertEquals(List.of(before), outbox.deadLetters());
    assertTrue(outbox.retry("p1"));
    assertTrue(log.contains("p1 there"));
  }

  @Test
  void theParcelsOfOneEffectShareTheirPicturesToTheLast() {
    CompletableFuture<Attempt> slow = new CompletableFuture<>();
    sinks.put("slow", parcel -> slow);
    Parcel one = parcel(1, "s", "a");
    Parcel two = new Parcel(2, "p2", one.group(), "slow", "b", one.effect(), nowMillis);
    send(one, two);
    assertEquals(List.of(), released);
    slow.complete(DONE);
    assertEquals(List.of("g1"), released);
  }

  @Test
  void onceStoppedItBeginsNothingAndIsAtRestWhenAllUnderWayHasEnded() {
    CompletableFuture<Attempt> slow = new CompletableFuture<>();
    sinks.put("s", parcel -> slow);
    send(parcel(1, "s", "a"), parcel(2, "s", "a"));
    CompletableFuture<Void> rest = outbox.stop().toCompletableFuture();
    assertFalse(rest.isDone());
    slow.complete(DONE);
    assertTrue(rest.isDone());
    send(parcel(3, "other", "a"));
    assertEquals(List.of("p1", "p1 there"), log);
    assertEquals(List.of(new Settlement.Gone(1)), settlements);
  }

  @Test
  void anAlarmThatIsNotNeededAnyMoreDisturbsNoOrder() {
    CompletableFuture<Attempt> first = new CompletableFuture<>();
    CompletableFuture<Attempt> slow = new CompletableFuture<>();
    sinks.put("s", parcel -> parcel.number() == 1 ? first : done(Attempt.Again.down("no route")));
    send(parcel(1, "s", "b"), parcel(2, "s", "a"));
    // The sink is there after all, so that the second goes before its alarm.
    sinks.put("s", parcel -> parcel.number() == 3 ? slow : done(DONE));
    first.complete(DONE);
    send(parcel(3, "s", "a"));
    pass(Duration.ofSeconds(2));
    send(parcel(4, "s", "a"));
    assertEquals(List.of("p1", "p2", "p1 there", "p2", "p2 there", "p3"), log);
    slow.complete(DONE);
    assertEquals(List.of("p3 there", "p4", "p4 there"), log.subList(6, log.size()));
  }
}
