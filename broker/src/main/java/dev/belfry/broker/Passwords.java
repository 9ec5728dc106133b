package dev.belfry.broker;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.BCrypt.Version;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategy;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Hashes passwords with bcrypt and checks them.
 *
 * <p>bcrypt reads 72 bytes and no more, so a longer password goes through SHA-512 first; up to 72
 * bytes the hashes are those of {@code htpasswd -B}.
 */
public final class Passwords {
  private static final int COST = 10;
  private static final int LONGEST_BYTES = 1024;
  private static final Version VERSION = Version.VERSION_2A;
  private static final LongPasswordStrategy LONG = LongPasswordStrategies.hashSha512(VERSION);
  private static final Pattern HASH = Pattern.compile("\\$2[abxy]\\$\\d\\d\\$[./A-Za-z0-9]{53}");

  private Passwords() {}

  /**
   * The hash to store of a password.
   *
   * @throws IllegalArgumentException when it is empty or longer than 1,024 bytes
   */
  public static String hash(String password) {
    byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
    if (bytes.length == 0 || bytes.length > LONGEST_BYTES) {
      throw new IllegalArgumentException("a password has 1 to " + LONGEST_BYTES + " bytes");
    }
    return new String(BCrypt.with(VERSION, LONG).hash(COST, bytes), StandardCharsets.US_ASCII);
  }

  /** Whether this password has this hash; takes some tens of milliseconds, by design. */
  public static boolean verify(byte[] password, String hash) {
    if (password.length == 0 || password.length > LONGEST_BYTES || !isHash(hash)) {
      return false;
    }
    byte[] stored = hash.getBytes(StandardCharsets.US_ASCII);
    return BCrypt.verifyer(VERSION, LONG).verify(password, stored).verified;
  }

  /** Whether a text looks like a hash that {@link #verify} can check. */
  static boolean isHash(String text) {
    return HASH.matcher(text).matches();
  }
}
