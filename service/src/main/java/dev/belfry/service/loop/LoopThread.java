package dev.belfry.service.loop;

import dev.belfry.program.Program;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The one thread that turns a loop. */
public final class LoopThread implements AutoCloseable {
  /**
   * How long the loop may rest; what fell due while the computer slept happens within this time.
   */
  static final long LONGEST_REST_MILLIS = 100;

  /** How long an ending loop may take over what still waits. */
  public static final long LONGEST_END_MILLIS = 8_000;

  private static final long HEARTBEAT_MILLIS = 10_000;

  private final Loop loop;
  private final Thread thread;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private volatile long lastTurnMillis;

  /** A thread for a loop that begins with these rules; see {@link Loop#begin}. */
  public LoopThread(Loop loop, Ruleset rules, Optional<Program> earlier) {
    this.loop = loop;
    this.thread = new Thread(() -> run(rules, earlier), "loop");
  }

  /** Starts to turn. */
  public void start() {
    lastTurnMillis = loop.nowMillis();
    thread.start();
  }

  private void run(Ruleset rules, Optional<Program> earlier) {
    try {
      loop.begin(rules, earlier);
      while (!loop.isFinished()) {
        lastTurnMillis = loop.nowMillis();
        loop.turn(LONGEST_REST_MILLIS);
      }
      loop.end();
      ended.complete(null);
    } catch (InterruptedException hurried) {
      ended.completeExceptionally(hurried);
    } catch (RuntimeException | Error bug) {
      // What the machine was left in is not known; what the store holds is the last that was.
      ended.completeExceptionally(bug);
    } finally {
      loop.refuseTheRest();
    }
  }

  /** Completes when the loop has ended, exceptionally if it broke. */
  public CompletionStage<Void> ended() {
    return ended;
  }

  /** Whether the loop turns. */
  public boolean isAlive() {
    return thread.isAlive() && loop.nowMillis() - lastTurnMillis < HEARTBEAT_MILLIS;
  }

  /** Takes no more messages, and handles those that wait, for as long as an end may take. */
  public void drain() {
    try {
      loop.takeNoMore().toCompletableFuture().get(LONGEST_END_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException late) {
      // What was not handled was not acknowledged.
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  /** Takes nothing more, handles and commits what waits, and ends. */
  @Override
  public void close() {
    loop.close();
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
