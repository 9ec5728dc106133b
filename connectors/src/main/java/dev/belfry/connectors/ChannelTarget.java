package dev.belfry.connectors;

import dev.belfry.connectors.email.MailAddress;

/** One way in which a channel reaches one person. */
public sealed interface ChannelTarget {
  /** By e-mail. */
  record Email(MailAddress to) implements ChannelTarget {}

  /** Who is reached, for a person; the same for the same target in several channels. */
  default String words() {
    return switch (this) {
      case Email email -> email.to().mailbox();
    };
  }
}
