package dev.belfry.service.simulation;

import dev.belfry.event.Message;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An MQTT client. With a session it sends what was not acknowledged again, in its order and marked
 * as a repeat, after each broken connection.
 */
final class Sender {
  private static final int LAST_ID = 65_535;
  private static final int LONGEST_ABSENCE_MILLIS = 2_000;

  /** A message on its way. */
  private static final class Flight {
    final Message message;
    boolean sent;
    boolean received;

    Flight(Message message) {
      this.message = message;
    }
  }

  private final Setting setting;
  private final Computer computer;
  private final String name;
  private final boolean persistent;
  private final Map<Integer, Flight> flights = new LinkedHashMap<>();
  private int lastId;
  private @Nullable Connection connection;

  Sender(Setting setting, Computer computer, String name, boolean persistent) {
    this.setting = setting;
    this.computer = computer;
    this.name = name;
    this.persistent = persistent;
    this.lastId = LAST_ID - setting.luck().below(20);
  }

  String name() {
    return name;
  }

  boolean isPersistent() {
    return persistent;
  }

  void publish(Message message) {
    Connection open = connection;
    if (message.qos() == 0) {
      if (open != null) {
        open.toBroker(() -> open.hub().publish(message));
      }
      return;
    }
    lastId = lastId % LAST_ID + 1;
    flights.put(lastId, new Flight(message));
    if (open != null) {
      send(open, lastId);
    }
  }

  private void send(Connection open, int id) {
    Flight flight = flights.get(id);
    if (flight == null) {
      return;
    }
    if (flight.received) {
      open.toBroker(() -> open.hub().release(this, open, id));
      return;
    }
    boolean isRepeat = flight.sent;
    flight.sent = true;
    setting.trace().note("%s sends %d: %s%s", name, id, flight.message, isRepeat ? ", again" : "");
    open.toBroker(() -> open.hub().publish(this, open, flight.message, id, isRepeat));
  }

  // ---- what the broker says

  void acknowledged(int id) {
    Flight flight = flights.get(id);
    Connection open = connection;
    if (flight == null || open == null) {
      return;
    }
    if (flight.message.qos() == 1) {
      flights.remove(id);
    } else if (!flight.received) {
      flight.received = true;
      send(open, id);
    }
  }

  void completed(int id) {
    flights.remove(id);
  }

  void refused() {
    breakOff();
  }

  // ---- connections

  /** Loses its connection, if it has one, and comes back some time. */
  void breakOff() {
    Connection open = connection;
    if (open == null) {
      return;
    }
    setting.trace().note("%s loses its connection", name);
    open.breakOff();
    connection = null;
    comeBack();
  }

  /** Tries to connect, until it is connected. */
  void comeBack() {
    setting.timeline().after(1 + setting.luck().stretch(LONGEST_ABSENCE_MILLIS), this::connect);
  }

  private void connect() {
    if (connection != null) {
      return;
    }
    Life life = computer.life();
    if (life == null) {
      setting.timeline().after(LONGEST_ABSENCE_MILLIS, this::connect);
      return;
    }
    Connection open = new Connection(setting, life);
    connection = open;
    if (persistent) {
      List.copyOf(flights.keySet()).forEach(id -> send(open, id));
    } else {
      flights.clear();
      open.hub().forget(this);
    }
  }

  /** What it has not been told of. */
  List<Message> inFlight() {
    return flights.values().stream().map(flight -> flight.message).toList();
  }
}
