package dev.belfry.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.belfry.event.Message;
import dev.belfry.event.Payload;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The broker listens where it was told to, or says in words why it does not. */
final class StartTest {
  @Test
  void aPortInUseIsNamed() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = other.getLocalPort();
      BrokerException refused =
          assertThrows(
              BrokerException.class,
              () -> Brokers.start(Brokers.settings().withPort(port), List.of(), TestPort.quick()));
      assertEquals("port " + port + " on 127.0.0.1 is already in use", refused.getMessage());
      assertEquals(Optional.of(new Listener("127.0.0.1", port)), refused.listener());
      awaitNoThreads();
    }
  }

  @Test
  void everyoneOnTheNetworkIsNotLetIn() {
    for (String host : List.of("0.0.0.0", "::")) {
      Listener open = new Listener(host, 0);
      BrokerException refused =
          assertThrows(BrokerException.class, () -> start(List.of(Brokers.ANY_PORT, open)));
      assertEquals(
          open + " would let in everyone on the network: add users, or listen on 127.0.0.1 only",
          refused.getMessage());
      assertEquals(Optional.of(open), refused.listener());
    }
  }

  @Test
  void aPasswordInTheClearIsNotTakenForAHash() {
    BrokerException refused =
        assertThrows(
            BrokerException.class,
            () ->
                Brokers.start(
                    Brokers.settings().withUsers(Map.of("anna", "secret")),
                    List.of(),
                    TestPort.quick()));
    assertEquals(
        "the password of user \"anna\" is not stored as a bcrypt hash", refused.getMessage());
  }

  @Test
  void withUsersItMayListenToTheNetwork() throws Exception {
    BrokerSettings settings =
        Brokers.settings()
            .withListeners(List.of(new Listener("0.0.0.0", 0)))
            .withUsers(Map.of("anna", Passwords.hash("secret")));
    try (EmbeddedBroker broker = Brokers.start(settings, List.of(), TestPort.quick())) {
      assertTrue(broker.listeners().getFirst().port() > 0);
    }
  }

  @Test
  void anUnknownAddressIsNamed() {
    Listener nowhere = new Listener("no.such.host.invalid", 0);
    BrokerException refused = assertThrows(BrokerException.class, () -> start(List.of(nowhere)));
    assertEquals("\"no.such.host.invalid\" is no address of this machine", refused.getMessage());
  }

  @Test
  void listensOnBothLoopbacks() throws Exception {
    assumeTrue(
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .anyMatch(each -> each instanceof Inet6Address && each.isLoopbackAddress()),
        "this machine has no IPv6 loopback");
    BrokerSettings settings = BrokerSettings.defaults().withPort(0);
    try (EmbeddedBroker broker = Brokers.start(settings, List.of(), TestPort.quick())) {
      assertEquals(
          List.of("127.0.0.1", "::1"), broker.listeners().stream().map(Listener::host).toList());
      for (Listener each : broker.listeners()) {
        try (PahoThree client = new PahoThree(each, "client")) {
          client.publish("a", "x", 1);
        }
      }
    }
  }

  @Test
  void threadsHaveItsNameAndEndWithIt() throws Exception {
    Set<String> before = threads();
    EmbeddedBroker broker = Brokers.start(TestPort.quick());
    try (RawClient client = RawClient.connected(broker, 4, "one")) {
      client.subscribe("a", 1);
      client.send(client.wire().publish("a", "x", 1, 1));
      client.expectInAnyOrder(RawClient.PUBLISH, RawClient.PUBACK);
      assertTrue(threads().stream().anyMatch(name -> name.startsWith("belfry-mqtt-session-")));
      assertTrue(threads().stream().noneMatch(name -> name.startsWith("Session Executor")));
    }
    broker.close();
    awaitNoThreads();
    Awaitility.await().until(() -> before.containsAll(threads()));
    broker.close();
    broker.publish(Message.published("late", Payload.of("x"), 1, true), Map.of());
    assertEquals(0, broker.connections());
  }

  private static void awaitNoThreads() {
    Awaitility.await()
        .until(() -> threads().stream().noneMatch(name -> name.startsWith("belfry-mqtt-")));
  }

  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name ->
            name.startsWith("belfry") || name.startsWith("pool-") || name.startsWith("Session"))
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @CsvSource({
    "mqtt://127.0.0.1:1884, 127.0.0.1, 1884",
    "mqtt://localhost, localhost, 1883",
    "MQTT://[::1]:0, ::1, 0"
  })
  void listenersAreWrittenAsAddresses(String text, String host, int port) {
    assertEquals(new Listener(host, port), Listener.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1883", "mqtts://a:1", "mqtt:1883", "mqtt://a:70000", "mqtt://a b:1"})
  void otherTextsAreRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> Listener.parse(text));
  }

  private static void start(List<Listener> listeners) throws BrokerException {
    Brokers.start(Brokers.settings().withListeners(listeners), List.of(), TestPort.quick()).close();
  }
}
