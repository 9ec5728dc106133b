package dev.belfry.service.world;

import dev.belfry.broker.Broker;
import dev.belfry.broker.EmbeddedBroker;
import dev.belfry.connectors.sink.Attempt;
import dev.belfry.effect.Effect;
import dev.belfry.event.Message;
import dev.belfry.service.outbox.Parcel;
import dev.belfry.service.store.Contents;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Brings what rules publish to those who subscribed, by way of a broker. */
final class Subscribers {
  /** How long a message of an earlier run waits for somebody who wants it to come back. */
  private static final Duration RETURN = Duration.ofSeconds(60);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

  /** Under this name a message's id goes along, for those who speak MQTT 5. */
  private static final String ID = "belfry-id";

  private final Contents stored;
  private final InstantSource clock;
  private final Instant since;

  /**
   * @param stored what earlier runs left, so that their messages are known
   */
  Subscribers(Contents stored, InstantSource clock) {
    this.stored = stored;
    this.clock = clock;
    this.since = clock.instant();
  }

  CompletionStage<Attempt> tell(Broker broker, Parcel parcel, Effect.Publish it) {
    if (broker instanceof EmbeddedBroker own && isOfEarlierRun(parcel)) {
      if (it.retain()) {
        return done(new Attempt.Done("it is retained, and given to whoever subscribes"));
      }
      if (!own.hasSubscribers(it.topic()) && clock.instant().isBefore(since.plus(RETURN))) {
        return done(new Attempt.Again("nobody has subscribed yet", false, Optional.of(LOOK_AGAIN)));
      }
    }
    Message message = Message.published(it.topic(), it.payload(), it.qos(), it.retain());
    return broker
        .publish(message, Map.of(ID, parcel.id()))
        .handle((sent, failure) ->
            failure == null
                ? new Attempt.Done("published")
                : Attempt.Again.later(String.valueOf(failure.getMessage())));
  }

  /** Those who subscribed were cut off, and come back one by one. */
  private boolean isOfEarlierRun(Parcel parcel) {
    return stored.run().filter(run -> parcel.number() < run.nextParcel()).isPresent();
  }

  private static CompletionStage<Attempt> done(Attempt attempt) {
    return CompletableFuture.completedFuture(attempt);
  }
}
