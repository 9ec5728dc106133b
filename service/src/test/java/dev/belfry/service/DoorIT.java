package dev.belfry.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in to the broker, and what is said when nobody can be. */
@Timeout(60)
class DoorIT {
  private static final byte[] KNOCK = "knock".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;
  private House house;

  @BeforeEach
  void build() throws Exception {
    house = House.in(folder);
  }

  @AfterEach
  void leave() {
    house.close();
  }

  private static int knock(Mosquitto clients, String... options) throws Exception {
    return clients.tryPublish("door", KNOCK, options).code();
  }

  private BelfryProcess addUser(String name, String password) throws Exception {
    BelfryProcess adding = house.start(List.of("user", "add", name)).type(password);
    assertEquals(0, adding.awaitEnd(), adding.text());
    return adding;
  }

  @Test
  void onlyUsersWithTheirPasswordAreLetIn() throws Exception {
    house.configure("broker: { users: users.txt, listen: [ \"mqtt://127.0.0.1:0\" ] }\n");
    BelfryProcess adding = addUser("anna", "open, sesame");
    assertTrue(adding.text().startsWith("anna may connect"), adding.text());
    String stored = Files.readString(folder.resolve("users.txt"));
    assertTrue(stored.contains("anna"), stored);
    assertTrue(!stored.contains("sesame"), "a password in clear: " + stored);
    Mosquitto clients = house.run().clients();
    assertNotEquals(0, knock(clients));
    assertNotEquals(0, knock(clients, "-u", "anna", "-P", "open sesame"));
    assertNotEquals(0, knock(clients, "-u", "bert", "-P", "open, sesame"));
    for (String version : List.of("mqttv311", "mqttv5")) {
      assertEquals(0, knock(clients, "-u", "anna", "-P", "open, sesame", "-V", version));
    }
  }

  @Test
  void aListenerForEverybodyIsRefusedWithItsReasonUntilThereAreUsers() throws Exception {
    house.configure(
        """
        broker: { listen: [ "mqtt://0.0.0.0:0" ] }
        console: { listen: "127.0.0.1:0" }
        """);
    BelfryProcess refused = house.start(List.of("run"));
    assertEquals(2, refused.awaitEnd());
    refused.awaitLine("would let in everyone on the network: add users, or listen on 127.0.0.1");
    assertEquals(List.of(), refused.linesWith("Exception"));
    house.configure(
        """
        broker: { users: users.txt, listen: [ "mqtt://0.0.0.0:0" ] }
        console: { listen: "127.0.0.1:0" }
        """);
    addUser("anna", "open, sesame");
    assertEquals(0, house.start(List.of("run")).awaitReady().stop());
  }

  @Test
  void aPortInUseIsSaidWithItsOption() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(taken.getLocalPort());
      BelfryProcess refused = house.start(List.of("run", "--mqtt-port", port, "--http-port", "0"));
      assertEquals(2, refused.awaitEnd());
      refused.awaitLine("--mqtt-port N takes another port");
      assertEquals(1, refused.linesWith(port).size(), refused.text());
      assertEquals(List.of(), refused.linesWith("Exception"));
    }
  }
}
