package dev.belfry.connectors.email;

import dev.belfry.connectors.sink.Credentials;
import java.time.Duration;
import java.util.Optional;

/**
 * The mail server of the configuration.
 *
 * @param port 587 for STARTTLS, 465 for implicit TLS, 25 for none
 * @param credentials absent where the server asks for none
 * @param deadline for handing one mail over, from connecting to its acceptance
 */
public record MailSettings(
    String host,
    int port,
    Tls tls,
    Optional<Credentials> credentials,
    MailAddress from,
    Duration deadline) {
  public static final Duration DEADLINE = Duration.ofSeconds(30);

  /** How the connection is secured. */
  public enum Tls {
    /** Begun in clear and secured before anything is said; required, never skipped. */
    STARTTLS,
    /** Secured from the first byte. */
    IMPLICIT,
    /** Not at all. */
    NONE
  }

  /**
   * @throws IllegalArgumentException if the port is none or the host is empty
   */
  public MailSettings {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("a port is a number from 1 to 65535, not " + port);
    }
    if (host.isBlank()) {
      throw new IllegalArgumentException("the mail server has no host");
    }
  }

  /** A mail server with the usual deadline. */
  public static MailSettings of(
      String host, int port, Tls tls, Optional<Credentials> credentials, MailAddress from) {
    return new MailSettings(host, port, tls, credentials, from, DEADLINE);
  }
}
