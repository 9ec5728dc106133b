package dev.belfry.service.config;

import java.util.Optional;

/** The mail server that takes what Belfry sends. */
public record MailSettings(
    String host, int port, Tls tls, Optional<String> user, Optional<Secret> password, String from) {
  /** How the connection to the mail server is protected. */
  public enum Tls {
    STARTTLS,
    IMPLICIT,
    NONE
  }
}
