package io.moquette.broker;

import io.netty.handler.codec.mqtt.MqttReasonCodes.Disconnect;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The connections there are, and those of them that were let in by their client. */
final class Visits {
  private final Set<Visit> all = ConcurrentHashMap.newKeySet();
  private final ConcurrentMap<String, Visit> open = new ConcurrentHashMap<>();

  void begin(Visit visit) {
    all.add(visit);
  }

  void opened(String clientId, Visit visit) {
    open.put(clientId, visit);
  }

  /** Whether its client is gone with it, and has not come back in another visit. */
  boolean ended(Visit visit) {
    all.remove(visit);
    String clientId = visit.clientId();
    return clientId != null && open.remove(clientId, visit);
  }

  Optional<Visit> of(String clientId) {
    return Optional.ofNullable(open.get(clientId));
  }

  void disconnect(String clientId) {
    of(clientId).ifPresent(Visit::hangUp);
  }

  void endAll(Disconnect reason) {
    all.forEach(visit -> visit.end(reason));
  }

  int count() {
    return all.size();
  }

  int clients() {
    return open.size();
  }
}
