package dev.belfry.connectors.email;

import dev.belfry.connectors.sink.Attempt;

/** The way that mails take. */
public sealed interface MailRoute extends AutoCloseable permits MailServer, MailFolder {
  /** Hands one letter over for one recipient, or says why not. */
  Attempt send(Letter letter, MailAddress to);

  /** Tries the way as far as it goes without sending. */
  Attempt probe();

  /** Where it leads, for a person. */
  String target();

  /** Cuts off what is under way. */
  @Override
  void close();
}
