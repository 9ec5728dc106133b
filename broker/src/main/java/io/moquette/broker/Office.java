package io.moquette.broker;

import io.moquette.broker.security.PermitAllAuthorizatorPolicy;
import io.moquette.broker.subscriptions.ISubscriptionsDirectory;
import io.moquette.interception.BrokerInterceptor;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import java.time.Clock;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Moquette's post office reduced to routing: what clients publish, their acknowledgements, retained
 * messages and wills are handled before it.
 */
final class Office extends PostOffice {
  private final GuardedLoops loops;
  private final Wills wills;
  private final ConcurrentMap<MqttConnectMessage, Runnable> arriving = new ConcurrentHashMap<>();

  Office(
      ISubscriptionsDirectory subscriptions,
      RetainedStore retained,
      SessionRegistry registry,
      ISessionsRepository sessions,
      BrokerInterceptor interceptor,
      GuardedLoops loops,
      Wills wills,
      Clock clock) {
    super(
        subscriptions,
        retained,
        registry,
        sessions,
        interceptor,
        new Authorizator(new PermitAllAuthorizatorPolicy()),
        loops,
        clock,
        MqttQoS.EXACTLY_ONCE);
    this.loops = loops;
    this.wills = wills;
  }

  /**
   * Routes a message to its subscribers. Moquette's way for QoS 0 does so for any: it looks at the
   * connection, which we have not, only to refuse texts that {@link PacketRules} refused already.
   */
  @SuppressWarnings({"NullAway", "FutureReturnValueIgnored"})
  void deliver(Publication publication) {
    loops.awaitRoom();
    receivedPublishQos0(
        null, "", publication.publisher(), publication.packet(), publication.expiry());
  }

  /** Runs an action on the connection's thread once the client was told that it is let in. */
  void whenConnected(MqttConnectMessage connect, Runnable action) {
    arriving.put(connect, action);
  }

  void forget(MqttConnectMessage connect) {
    arriving.remove(connect);
  }

  @Override
  void dispatchConnection(MqttConnectMessage connect) {
    Runnable action = arriving.remove(connect);
    if (action != null) {
      action.run();
    }
  }

  @Override
  public void fireWill(Session session) {
    wills.fire(session);
  }

  @Override
  public void wipeExistingScheduledWill(String clientId) {
    wills.cancel(clientId);
  }
}
