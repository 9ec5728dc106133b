package dev.belfry.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The port is told which clients come and go. */
final class PresenceTest {
  @ParameterizedTest
  @ValueSource(ints = {4, 5})
  void aClientComesAndGoes(int version) throws Exception {
    TestPort port = TestPort.quick();
    try (EmbeddedBroker broker = Brokers.start(port)) {
      RawClient.connected(broker, version, "boiler").close();
      assertEquals("boiler true", port.nextClient());
      assertEquals("boiler false", port.nextClient());
    }
  }

  @Test
  void aClientThatTakesItsOwnPlaceIsThereInTheEnd() throws Exception {
    TestPort port = TestPort.quick();
    try (EmbeddedBroker broker = Brokers.start(port);
        RawClient first = RawClient.connected(broker, 4, "boiler")) {
      assertEquals("boiler true", port.nextClient());
      try (RawClient second = RawClient.connected(broker, 4, "boiler")) {
        first.expectClosed();
        second.ping();
        String notice = port.nextClient();
        assertEquals("boiler true", notice.endsWith("false") ? port.nextClient() : notice);
      }
      assertEquals("boiler false", port.nextClient());
    }
  }

  @Test
  void whatThePortCouldNotTakeIsToldAgain() throws Exception {
    TestPort port = TestPort.quick();
    port.refuseClients(1);
    try (EmbeddedBroker broker = Brokers.start(port);
        RawClient client = RawClient.connected(broker, 4, "boiler")) {
      assertEquals("boiler true", port.nextClient());
      assertEquals("boiler true", port.nextClient());
      client.ping();
    }
  }

  @Test
  void nobodyCanSayItOfAnother() throws Exception {
    TestPort port = TestPort.quick();
    try (EmbeddedBroker broker = Brokers.start(port);
        RawClient client = RawClient.connected(broker, 4, "burglar")) {
      client.awaitSession();
      client.send(
          client.wire().publish("$belfry/clients/boiler", "true", 0, 0),
          client.wire().publish("next", "x", 0, 0));
      assertEquals("next", port.nextMessage().topic());
      assertTrue(port.waiting() == 0);
    }
  }
}
