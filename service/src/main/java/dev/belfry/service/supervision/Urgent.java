package dev.belfry.service.supervision;

import dev.belfry.effect.Effect;
import dev.belfry.service.World;
import dev.belfry.service.loop.Post;
import dev.belfry.service.outbox.DeadLetter;
import dev.belfry.service.outbox.Outbox;
import dev.belfry.service.outbox.Outbox.OutboxClock;
import dev.belfry.service.outbox.OutboxLimits;
import dev.belfry.service.outbox.OutboxListener;
import dev.belfry.service.outbox.Parcel;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Delivers what the service itself has to say past the store: tried as anything else is, and lost
 * with the process.
 */
public final class Urgent {
  private final World world;
  private final OutboxClock clock;
  private final Outbox outbox;
  private final AtomicLong number = new AtomicLong();

  /**
   * A way past the store.
   *
   * @param bad shows what did not go well
   */
  public Urgent(World world, OutboxClock clock, RandomGenerator random, Consumer<String> bad) {
    this.world = world;
    this.clock = clock;
    this.outbox = new Outbox(world, listener(bad), clock, OutboxLimits.USUAL, random, List.of());
  }

  private static OutboxListener listener(Consumer<String> bad) {
    return new OutboxListener() {
      @Override
      public void failed(Parcel parcel, int attempts, String reason) {
        if (attempts == 1) {
          bad.accept(parcel.sink() + "  attempt 1 failed: " + reason);
        }
      }

      @Override
      public void delivered(Parcel parcel, int attempts, String note) {}

      @Override
      public void gaveUp(DeadLetter letter) {
        bad.accept(letter.parcel().target() + " could not be told: " + letter.reason());
      }
    };
  }

  /** Delivers a notification. */
  public void tell(Effect.Notify notification) {
    String group = UUID.randomUUID().toString();
    long now = clock.steadyMillis().getAsLong();
    outbox.add(
        world.addresses(notification).stream()
            .map(to -> parcel(notification, group, to, now))
            .toList());
  }

  private Parcel parcel(Effect.Notify notification, String group, Post.Address to, long now) {
    long next = number.incrementAndGet();
    return new Parcel(next, group + "-" + next, group, to.sink(), to.target(), notification, now);
  }
}
