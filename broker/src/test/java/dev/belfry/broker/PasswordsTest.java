package dev.belfry.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A password fits its own hash and no other. */
final class PasswordsTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 71, 72, 73, 1024})
  void countsToItsLastByte(int length) {
    String password = "p".repeat(length);
    String hash = Passwords.hash(password);
    assertTrue(Passwords.verify(bytes(password), hash));
    assertFalse(Passwords.verify(bytes(password.substring(1) + "q"), hash));
    assertFalse(Passwords.verify(bytes(password + "p"), hash));
  }

  @Test
  void isSalted() {
    assertNotEquals(Passwords.hash("secret"), Passwords.hash("secret"));
    assertTrue(Passwords.isHash(Passwords.hash("secret")));
  }

  @Test
  void readsTheHashesOfHtpasswd() {
    // made by htpasswd -nbB
    String hash = "$2y$05$c4WoMPo3SXsafkva.HHa6uXQZWr7oboPiC2bT/r7q1BB8I2s0BRqC";
    assertTrue(Passwords.verify(bytes("myPassword"), hash));
    assertFalse(Passwords.verify(bytes("mypassword"), hash));
  }

  @Test
  void isNeitherEmptyNorEndless() {
    IllegalArgumentException empty =
        assertThrows(IllegalArgumentException.class, () -> Passwords.hash(""));
    assertEquals("a password has 1 to 1024 bytes", empty.getMessage());
    assertThrows(IllegalArgumentException.class, () -> Passwords.hash("p".repeat(1025)));
    assertFalse(Passwords.verify(bytes(""), Passwords.hash("p")));
  }

  @Test
  void fitsNoRubbish() {
    assertFalse(Passwords.verify(bytes("p"), ""));
    assertFalse(Passwords.verify(bytes("p"), "p"));
    assertFalse(Passwords.verify(bytes("p"), "$2a$10$tooShort"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
