package dev.belfry.broker;

import dev.belfry.event.Message;
import dev.belfry.event.MessagePort;
import dev.belfry.event.TopicFilter;
import io.moquette.broker.BrokerAssembly;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An MQTT broker inside the service, which acknowledges what clients publish when the port has made
 * it safe. Its threads are daemons: they do not keep a program alive.
 */
public final class EmbeddedBroker implements Broker {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

  private final Credentials credentials;
  private final BrokerAssembly assembly;
  private final Acceptor acceptor;
  private final BrokerLimits limits;
  private final AtomicBoolean closed = new AtomicBoolean();
  private List<Listener> listeners = List.of();

  private EmbeddedBroker(
      BrokerSettings settings, Leftovers before, MessagePort port, InstantSource clock) {
    limits = settings.limits();
    credentials = new Credentials(settings.users());
    assembly = new BrokerAssembly(limits, credentials, before, port, clock);
    acceptor = new Acceptor(limits, assembly.door());
  }

  /**
   * Starts a broker that goes on with what an earlier one left.
   *
   * @param port told of every message of a client before it is acknowledged; it must not block, for
   *     many clients share the thread that calls it
   * @param clock by which messages expire
   * @throws BrokerException when it does not listen everywhere it should, within the time limit
   */
  public static EmbeddedBroker start(
      BrokerSettings settings, Leftovers before, MessagePort port, InstantSource clock)
      throws BrokerException {
    CompletableFuture<EmbeddedBroker> starting = new CompletableFuture<>();
    Thread.ofPlatform()
        .name("belfry-mqtt-start")
        .daemon()
        .start(() -> start(starting, settings, before, port, clock));
    return await(starting, settings.limits().startTime());
  }

  private static void start(
      CompletableFuture<EmbeddedBroker> starting,
      BrokerSettings settings,
      Leftovers before,
      MessagePort port,
      InstantSource clock) {
    try {
      refuseStrangers(settings);
      refuseNonsense(settings.users());
      EmbeddedBroker broker = new EmbeddedBroker(settings, before, port, clock);
      broker.listen(settings.listeners());
      if (!starting.complete(broker)) {
        broker.close(); // too late, nobody waits for it
      }
    } catch (BrokerException | RuntimeException refused) {
      starting.completeExceptionally(refused);
    }
  }

  private static EmbeddedBroker await(CompletableFuture<EmbeddedBroker> starting, Duration limit)
      throws BrokerException {
    try {
      return starting.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof BrokerException reason) {
        throw reason;
      }
      throw BrokerException.because("the broker did not start", failed.getCause());
    } catch (TimeoutException late) {
      starting.cancel(false);
      throw BrokerException.because(
          "the broker did not start within " + limit.toMillis() + " ms", late);
    } catch (InterruptedException interrupted) {
      starting.cancel(false);
      Thread.currentThread().interrupt();
      throw BrokerException.because("the start of the broker was interrupted", interrupted);
    }
  }

  private static void refuseStrangers(BrokerSettings settings) throws BrokerException {
    for (Listener listener : settings.listeners()) {
      if (settings.users().isEmpty() && !Acceptor.resolve(listener).isLoopbackAddress()) {
        throw BrokerException.at(
            listener,
            listener
                + " would let in everyone on the network: add users, or listen on 127.0.0.1 only");
      }
    }
  }

  private static void refuseNonsense(Map<String, String> users) throws BrokerException {
    for (Map.Entry<String, String> user : users.entrySet()) {
      if (!Passwords.isHash(user.getValue())) {
        throw BrokerException.because(
            "the password of user \"" + user.getKey() + "\" is not stored as a bcrypt hash");
      }
    }
  }

  private void listen(List<Listener> wanted) throws BrokerException {
    try {
      listeners = acceptor.listen(wanted);
      LOG.info("listening on {}", listeners);
    } catch (BrokerException | RuntimeException refused) {
      close();
      throw refused;
    }
  }

  /** Where it listens, with the ports that it got. */
  public List<Listener> listeners() {
    return listeners;
  }

  @Override
  public List<String> addresses() {
    return listeners.stream().map(Listener::toString).toList();
  }

  /**
   * Delivers a message of ours to subscribers, and retains it if it says so; the port is not asked.
   *
   * @param userProperties what MQTT 5 subscribers are told beside it
   * @return completes when it was given to everybody who subscribed
   */
  @Override
  public CompletionStage<Void> publish(Message message, Map<String, String> userProperties) {
    CompletableFuture<Void> routed = new CompletableFuture<>();
    assembly.publish(message, userProperties, () -> routed.complete(null));
    return routed;
  }

  /** Whether anybody subscribed to this topic. */
  public boolean hasSubscribers(String topic) {
    return assembly.hasSubscribers(topic);
  }

  /** All messages of clients are handed over, whatever is read. */
  @Override
  public void read(Set<TopicFilter> filters) {}

  /** It is here, as long as the service is. */
  @Override
  public boolean isConnected() {
    return true;
  }

  /** All retained messages, as they were published, in no particular order. */
  @Override
  public Collection<Message> retained() {
    return assembly.retained();
  }

  /** The retained messages whose topic matches an MQTT filter. */
  public Collection<Message> retained(String filter) {
    return assembly.retained(filter);
  }

  /** How many clients are connected. */
  public int connections() {
    return assembly.clients();
  }

  /**
   * Sends all clients away and ends, within a few seconds. What the port has not made safe by then
   * stays unacknowledged; wills are not published.
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    CompletableFuture<Void> ended = new CompletableFuture<>();
    Thread.ofPlatform()
        .name("belfry-mqtt-close")
        .daemon()
        .start(() -> {
          end();
          ended.complete(null);
        });
    ended
        .orTimeout(limits.closeTime().toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(late -> {
          LOG.warn("the broker did not end within {} s", limits.closeTime().toSeconds());
          return null;
        })
        .join();
  }

  private void end() {
    acceptor.stopListening();
    assembly.dismiss();
    assembly.close();
    acceptor.close();
    credentials.close();
  }
}
