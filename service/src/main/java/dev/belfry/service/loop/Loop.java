package dev.belfry.service.loop;

import dev.belfry.event.Message;
import dev.belfry.event.MessagePort;
import dev.belfry.event.NoRoomException;
import dev.belfry.event.Packet;
import dev.belfry.machine.Input;
import dev.belfry.machine.Report;
import dev.belfry.program.Program;
import dev.belfry.service.outbox.Settlement;
import dev.belfry.service.store.Contents;
import dev.belfry.service.store.Storage;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * Steps the machine. A turn takes what waits, steps the machine through it, commits what changed in
 * one transaction, and only then tells the senders and hands the effects on: what was acknowledged
 * is acted upon, though the power fails at the next instant. Anybody may hand something over; one
 * thread turns ({@link LoopThread}).
 */
public final class Loop implements MessagePort {
  static final int MOST_INPUTS_A_TURN = 1_024;

  private final SteadyClock clock;
  private final LoopMetrics metrics;
  private final Commits commits;
  private final Turns turns;
  private final WorkQueue queue = new WorkQueue();
  private final CountDownLatch ending = new CountDownLatch(1);
  private volatile boolean taking = true;

  /** What the turn of the moment is about; the thread that turns alone looks at it. */
  private List<Work> inHand = List.of();

  /**
   * A loop around a machine, not yet turning. It alone uses both and the storage from here on.
   *
   * @param stored what the machine was restored from
   * @param pause how it waits after a failed commit; absent: as long as it takes
   */
  public Loop(
      Steps machine,
      Contents stored,
      Storage storage,
      SteadyClock clock,
      LoopPorts ports,
      MeterRegistry registry,
      Optional<Pause> pause) {
    this.clock = clock;
    this.metrics = new LoopMetrics(registry, queue);
    this.commits = new Commits(storage, ports.observer(), metrics, pause.orElse(this::isEndAfter));
    this.turns = new Turns(machine, stored, clock, ports, metrics, commits);
  }

  private boolean isEndAfter(long millis) throws InterruptedException {
    return ending.await(millis, TimeUnit.MILLISECONDS);
  }

  // ---- turning, by one thread

  /**
   * The first turn. Messages may have been handed over before; they come after the start.
   *
   * @param earlier the program of what is stored, where that is known and was another one
   */
  public void begin(Ruleset rules, Optional<Program> earlier) throws InterruptedException {
    turns.start(rules, earlier);
  }

  /** One turn, after a rest of at most so many milliseconds if there is nothing to do. */
  public void turn(long mostRestMillis) throws InterruptedException {
    inHand = queue.take(MOST_INPUTS_A_TURN, turns.restMillis(mostRestMillis));
    turns.turn(inHand);
    inHand = List.of();
  }

  /** How long the loop may rest if nothing comes in, at most so many milliseconds. */
  public long restMillis(long most) {
    return queue.size() > 0 ? 0 : turns.restMillis(most);
  }

  boolean isFinished() {
    return queue.isFinished();
  }

  /** The last turn; after it the store tells that the run ended as it should. */
  public void end() throws InterruptedException {
    turns.end();
  }

  /** Those whose work was not done, and will not be, are told. */
  void refuseTheRest() {
    queue.close();
    List<Work> rest = new ArrayList<>(inHand);
    rest.addAll(queue.takeAll());
    // Those that are done already stay so.
    rest.forEach(
        work -> work.done().completeExceptionally(new RefusedException("Belfry has ended")));
  }

  // ---- handing over, by anybody

  @Override
  public CompletionStage<Void> accept(Message message) {
    return accept(message, Optional.empty());
  }

  @Override
  public CompletionStage<Void> accept(Message message, Packet packet) {
    return accept(message, Optional.of(packet));
  }

  @Override
  public void repeated(Packet packet) {
    var unused = offer(new Work.Repeat(packet, new CompletableFuture<>()));
  }

  private CompletionStage<Void> accept(Message message, Optional<Packet> packet) {
    if (!taking) {
      return refuse("Belfry is ending");
    }
    if (commits.full()) {
      return refuse(new NoRoomException("the disk is full"));
    }
    return commits.failing()
        ? refuse("the store cannot be written")
        : offer(new Work.Arrival(clock.millis(), message, packet, new CompletableFuture<>()));
  }

  /** Exchanges the program between two inputs. The stage completes when that is safe. */
  public CompletionStage<Void> reload(Ruleset rules) {
    return offer(new Work.Exchange(rules, new CompletableFuture<>()));
  }

  /**
   * Gives the machine an order of a person's. The stage completes when what came of it is safe,
   * with what the machine reports about it.
   *
   * @param input makes the input of the time at which it is handled
   */
  public CompletionStage<List<Report>> order(LongFunction<Input> input) {
    List<Report> reports = new ArrayList<>();
    return offer(new Work.Order(input, reports, new CompletableFuture<>()))
        .thenApply(done -> List.copyOf(reports));
  }

  /** Writes what became of a parcel, within a second. */
  public void settle(Settlement settlement) {
    var unused = offer(new Work.Settled(settlement, new CompletableFuture<>()));
  }

  /** The names of the rules that a person switched off. */
  public CompletionStage<List<String>> switchedOff() {
    List<String> names = new ArrayList<>();
    return ask(machine -> names.addAll(machine.switchedOff()))
        .thenApply(done -> List.copyOf(names));
  }

  private CompletionStage<Void> ask(Consumer<Steps> look) {
    return offer(new Work.Question(look, new CompletableFuture<>()));
  }

  /** Takes no more messages; completes when what came in before is safe and handed on. */
  public CompletionStage<Void> takeNoMore() {
    taking = false;
    return ask(machine -> {});
  }

  private CompletionStage<Void> offer(Work work) {
    if (queue.offer(work)) {
      return work.done();
    }
    return refuse(
        ending.getCount() == 0 ? "Belfry is ending" : "too many messages wait to be handled");
  }

  private CompletionStage<Void> refuse(String words) {
    return refuse(new RefusedException(words));
  }

  private CompletionStage<Void> refuse(Exception why) {
    metrics.refused();
    return CompletableFuture.failedFuture(why);
  }

  /** Whether what is accepted can be committed. */
  public boolean isStoring() {
    return !commits.failing();
  }

  /** How many messages wait to be handled. */
  public int waiting() {
    return queue.size();
  }

  /** Takes nothing at all any more, and does not wait for a store that fails. */
  void close() {
    queue.close();
    ending.countDown();
  }

  long nowMillis() {
    return clock.millis();
  }
}
