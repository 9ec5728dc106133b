package dev.belfry.service.loop;

import dev.belfry.event.Message;
import dev.belfry.event.Packet;
import dev.belfry.machine.Input;
import dev.belfry.machine.Report;
import dev.belfry.service.outbox.Settlement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/** What waits for the loop, with the promise to keep when it is safe. */
sealed interface Work {
  CompletableFuture<Void> done();

  /** A message, and when it came in steady milliseconds. */
  record Arrival(
      long timeMillis, Message message, Optional<Packet> packet, CompletableFuture<Void> done)
      implements Work {}

  /** A message that was taken before came again. */
  record Repeat(Packet packet, CompletableFuture<Void> done) implements Work {}

  /**
   * What a person wants; what the machine reports about it is put into the list.
   *
   * @param input makes the input of its time
   */
  record Order(LongFunction<Input> input, List<Report> reports, CompletableFuture<Void> done)
      implements Work {}

  /** A look at the machine, between two inputs. */
  record Question(Consumer<Steps> look, CompletableFuture<Void> done) implements Work {}

  /** What became of a parcel. */
  record Settled(Settlement settlement, CompletableFuture<Void> done) implements Work {}

  /** Another program. */
  record Exchange(Ruleset rules, CompletableFuture<Void> done) implements Work {}
}
