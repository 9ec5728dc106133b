package dev.belfry.service.loop;

import dev.belfry.event.Message;
import dev.belfry.program.Program;
import java.util.concurrent.CompletableFuture;

/** What waits for the loop, with the promise to keep when it is safe. */
sealed interface Work {
  CompletableFuture<Void> done();

  /** A message, and when it came in steady milliseconds. */
  record Arrival(long timeMillis, Message message, CompletableFuture<Void> done) implements Work {}

  /** Another program. */
  record Exchange(Program program, CompletableFuture<Void> done) implements Work {}
}
