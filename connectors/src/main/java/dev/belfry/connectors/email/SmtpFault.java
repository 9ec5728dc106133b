package dev.belfry.connectors.email;

import dev.belfry.connectors.sink.Attempt;
import dev.belfry.connectors.sink.Line;
import dev.belfry.connectors.sink.NetworkFault;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/** Why a mail server did not take a mail, read from its reply (RFC 5321, RFC 3463). */
record SmtpFault(Kind kind, String reason) {
  /** How deep causes are followed. */
  private static final int CAUSES_MAX = 10;

  private enum Kind {
    /** Nobody gets through. */
    DOWN,
    /** Not this mail, not now. */
    LATER,
    /** Not this mail, ever. */
    NEVER,
    TOO_LARGE
  }

  private record Reply(int code, String words) {}

  static SmtpFault down(String reason) {
    return new SmtpFault(Kind.DOWN, reason);
  }

  static SmtpFault of(MessagingException fault, String host) {
    if (fault instanceof AuthenticationFailedException) {
      // Tried again all the same: a password that is put right should still get the mail through.
      return down(host + " refuses the user or password: " + line(fault));
    }
    Optional<Reply> reply =
        causes(fault).map(SmtpFault::reply).flatMap(Optional::stream).findFirst();
    if (reply.isPresent()) {
      return of(reply.get(), host);
    }
    if (line(fault).startsWith("STARTTLS is required")) {
      return down(host + " offers no STARTTLS, and nothing is sent unsecured");
    }
    return down(NetworkFault.words(fault, host));
  }

  private static SmtpFault of(Reply reply, String host) {
    String reason = host + " refuses the mail: " + reply.words();
    Kind kind =
        switch (reply.code()) {
          case 421, 530, 534, 535 -> Kind.DOWN;
          case 523, 552 -> Kind.TOO_LARGE;
          default -> {
            if (reply.words().contains(" 5.3.4")) {
              yield Kind.TOO_LARGE;
            }
            yield reply.code() >= 500 ? Kind.NEVER : Kind.LATER;
          }
        };
    return new SmtpFault(kind, reason);
  }

  /** The exceptions of a mail's failure, the one about the recipient before the general one. */
  private static Stream<Throwable> causes(Throwable fault) {
    return Stream.iterate(fault, Objects::nonNull, Throwable::getCause)
        .limit(CAUSES_MAX)
        .sorted((a, b) -> Boolean.compare(isAboutRecipient(b), isAboutRecipient(a)));
  }

  private static boolean isAboutRecipient(Throwable cause) {
    return cause instanceof SMTPAddressFailedException;
  }

  private static Optional<Reply> reply(Throwable cause) {
    int code =
        switch (cause) {
          case SMTPAddressFailedException recipient -> recipient.getReturnCode();
          case SMTPSenderFailedException sender -> sender.getReturnCode();
          case SMTPSendFailedException mail -> mail.getReturnCode();
          default -> -1;
        };
    return code < 400 ? Optional.empty() : Optional.of(new Reply(code, line(cause)));
  }

  private static String line(Throwable cause) {
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : Line.of(message, 200);
  }

  boolean isTooLarge() {
    return kind == Kind.TOO_LARGE;
  }

  Attempt attempt() {
    return switch (kind) {
      case DOWN -> Attempt.Again.down(reason);
      case LATER -> Attempt.Again.later(reason);
      case NEVER, TOO_LARGE -> new Attempt.Never(reason);
    };
  }
}
