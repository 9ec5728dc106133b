package dev.belfry.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where there are users, nobody else comes in. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class UsersTest {
  private static final int BAD_CREDENTIALS = 4;
  private static final int BAD_CREDENTIALS_5 = 0x86;

  private final EmbeddedBroker broker;

  UsersTest() throws BrokerException {
    broker =
        Brokers.start(
            Brokers.settings().withUsers(Map.of("anna", Passwords.hash("secret"))),
            List.of(),
            TestPort.quick());
  }

  @BeforeAll
  void listens() {
    assertEquals(1, broker.listeners().size());
  }

  @AfterAll
  void end() {
    broker.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5})
  void aUserComesInAndWhatItSaidMeanwhileIsHeard(int version) throws Exception {
    try (RawClient client = new RawClient(broker, version)) {
      Wire wire = client.wire();
      client.send(wire.connectAs("hers" + version, "anna", "secret"), wire.subscribe(1, "a", 0));
      assertEquals(0, client.expect(RawClient.CONNACK).at(1));
      client.expect(RawClient.SUBACK);
    }
  }

  @ParameterizedTest
  @CsvSource({"4,anna,wrong", "5,anna,wrong", "4,berta,secret", "5,berta,secret", "4,anna,''"})
  void aWrongPasswordIsRefused(int version, String user, String password) throws Exception {
    try (RawClient client = new RawClient(broker, version)) {
      client.send(client.wire().connectAs("c", user, password));
      assertRefused(client, version);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5})
  void whoSaysNoNameIsRefused(int version) throws Exception {
    try (RawClient client = new RawClient(broker, version)) {
      client.send(client.wire().connect("c", true));
      assertRefused(client, version);
    }
  }

  private static void assertRefused(RawClient client, int version) throws Exception {
    assertEquals(
        version == 5 ? BAD_CREDENTIALS_5 : BAD_CREDENTIALS, client.expect(RawClient.CONNACK).at(1));
    client.expectClosed();
  }

  @Test
  void checksOfPasswordsKeepNobodyWaiting() throws Exception {
    try (RawClient inside = new RawClient(broker, 4)) {
      inside.send(inside.wire().connectAs("inside", "anna", "secret"));
      inside.expect(RawClient.CONNACK);
      RawClient[] strangers = new RawClient[20];
      for (int number = 0; number < strangers.length; number++) {
        strangers[number] = new RawClient(broker, 4);
        strangers[number].send(inside.wire().connectAs("s" + number, "anna", "wrong"));
      }
      long before = System.nanoTime();
      inside.ping();
      try (RawClient again = new RawClient(broker, 4)) {
        again.send(again.wire().connectAs("again", "anna", "secret"));
        assertEquals(0, again.expect(RawClient.CONNACK).at(1));
      }
      Duration waited = Duration.ofNanos(System.nanoTime() - before);
      for (RawClient stranger : strangers) {
        assertRefused(stranger, 4);
        stranger.close();
      }
      Duration all = Duration.ofNanos(System.nanoTime() - before);
      assertTrue(waited.multipliedBy(4).compareTo(all) < 0, "waited " + waited + " of " + all);
    }
  }
}
