package dev.belfry.service.loop;

import dev.belfry.event.Message;
import dev.belfry.event.MessagePort;
import dev.belfry.machine.Input;
import dev.belfry.machine.Machine;
import dev.belfry.machine.Report;
import dev.belfry.program.Program;
import dev.belfry.service.store.Store;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongFunction;

/**
 * The one thread that steps the machine. A turn takes what waits, steps the machine through it,
 * commits what changed in one transaction, and only then tells the senders and hands the effects
 * on: what was acknowledged is acted upon, though the power fails at the next instant.
 */
public final class Loop implements MessagePort, AutoCloseable {
  static final int MOST_INPUTS_A_TURN = 1_024;

  /** How long the loop may rest; a wall clock that was set is noticed within this time. */
  static final long LONGEST_REST_MILLIS = 1_000;

  /** How long an ending loop may take over what still waits. */
  public static final long LONGEST_END_MILLIS = 8_000;

  private static final long HEARTBEAT_MILLIS = 10_000;

  private final SteadyClock clock;
  private final LoopMetrics metrics;
  private final Commits commits;
  private final Turns turns;
  private final WorkQueue queue = new WorkQueue();
  private final CountDownLatch ending = new CountDownLatch(1);
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final Thread thread;
  private volatile long lastTurnMillis;

  /** What the turn of the moment is about; the loop's thread alone looks at it. */
  private List<Work> inHand = List.of();

  Loop(
      Steps machine,
      Program program,
      Store store,
      SteadyClock clock,
      LoopPorts ports,
      MeterRegistry registry) {
    this.clock = clock;
    this.metrics = new LoopMetrics(registry, queue);
    this.commits = new Commits(store, clock, ports.observer(), metrics, ending);
    this.turns = new Turns(machine, clock, ports, metrics, commits);
    this.lastTurnMillis = clock.millis();
    this.thread = new Thread(() -> run(program), "loop");
  }

  /** A loop around a machine, not yet turning. It alone uses both and the store from here on. */
  public static Loop around(
      Machine machine,
      Program program,
      Store store,
      SteadyClock clock,
      LoopPorts ports,
      MeterRegistry registry) {
    return new Loop(Steps.of(machine), program, store, clock, ports, registry);
  }

  /** Starts to turn. Messages may have been handed over before; they come after the start. */
  public void start() {
    lastTurnMillis = clock.millis();
    thread.start();
  }

  private void run(Program program) {
    try {
      turns.start(program);
      while (!queue.isFinished()) {
        lastTurnMillis = clock.millis();
        inHand = queue.take(MOST_INPUTS_A_TURN, turns.restMillis(LONGEST_REST_MILLIS));
        turns.turn(inHand);
      }
      turns.end();
      ended.complete(null);
    } catch (InterruptedException hurried) {
      ended.completeExceptionally(hurried);
    } catch (RuntimeException | Error bug) {
      // What the machine was left in is not known; what the store holds is the last that was.
      ended.completeExceptionally(bug);
    } finally {
      refuseTheRest();
    }
  }

  private void refuseTheRest() {
    queue.close();
    List<Work> rest = new ArrayList<>(inHand);
    rest.addAll(queue.takeAll());
    // Those that are done already stay so.
    rest.forEach(
        work -> work.done().completeExceptionally(new RefusedException("Belfry has ended")));
  }

  @Override
  public CompletionStage<Void> accept(Message message) {
    return commits.failing()
        ? refuse("the store cannot be written")
        : offer(new Work.Arrival(clock.millis(), message, new CompletableFuture<>()));
  }

  /** Exchanges the program between two inputs. The stage completes when that is safe. */
  public CompletionStage<Void> reload(Program program) {
    return offer(new Work.Exchange(program, new CompletableFuture<>()));
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

  /** The names of the rules that a person switched off. */
  public CompletionStage<List<String>> switchedOff() {
    List<String> names = new ArrayList<>();
    return offer(
            new Work.Question(
                machine -> names.addAll(machine.switchedOff()), new CompletableFuture<>()))
        .thenApply(done -> List.copyOf(names));
  }

  private CompletionStage<Void> offer(Work work) {
    if (queue.offer(work)) {
      return work.done();
    }
    return refuse(
        ending.getCount() == 0 ? "Belfry is ending" : "too many messages wait to be handled");
  }

  private CompletionStage<Void> refuse(String words) {
    metrics.refused();
    return CompletableFuture.failedFuture(new RefusedException(words));
  }

  /** Completes when the loop has ended, exceptionally if it broke. */
  public CompletionStage<Void> ended() {
    return ended;
  }

  /** Whether the loop turns. */
  public boolean isAlive() {
    return thread.isAlive() && clock.millis() - lastTurnMillis < HEARTBEAT_MILLIS;
  }

  /** Whether what is accepted can be committed. */
  public boolean isStoring() {
    return !commits.failing();
  }

  /** How many messages wait to be handled. */
  public int waiting() {
    return queue.size();
  }

  /** Takes nothing more, handles and commits what waits, and ends. */
  @Override
  public void close() {
    queue.close();
    ending.countDown();
    try {
      thread.join(LONGEST_END_MILLIS);
      if (thread.isAlive()) {
        thread.interrupt();
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
