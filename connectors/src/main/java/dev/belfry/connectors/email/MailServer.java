package dev.belfry.connectors.email;

import dev.belfry.connectors.email.MailSettings.Tls;
import dev.belfry.connectors.sink.Attempt;
import dev.belfry.connectors.sink.Credentials;
import dev.belfry.connectors.sink.Deadline;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * Hands mails to a mail server by SMTP, one connection and one recipient each: so a recipient that
 * the server refuses takes nothing from the others, and none of them sees who else was told.
 */
public final class MailServer implements MailRoute {
  private final MailSettings settings;
  private final SSLSocketFactory tls;
  private final ScheduledExecutorService timer;
  private final Set<Wires> open = ConcurrentHashMap.newKeySet();

  MailServer(MailSettings settings, SSLSocketFactory tls, ScheduledExecutorService timer) {
    this.settings = settings;
    this.tls = tls;
    this.timer = timer;
  }

  /** A server that proves itself by a certificate that this Java trusts. */
  public static MailServer open(MailSettings settings, ScheduledExecutorService timer) {
    return new MailServer(settings, (SSLSocketFactory) SSLSocketFactory.getDefault(), timer);
  }

  @Override
  public Attempt send(Letter letter, MailAddress to) {
    Optional<SmtpFault> fault = hand(letter, to);
    if (fault.isPresent() && fault.get().isTooLarge() && letter.hasPictures()) {
      fault = hand(letter.withoutPictures("the mail server refuses a mail of this size"), to);
    }
    return fault.map(SmtpFault::attempt).orElseGet(() -> new Attempt.Done("sent to " + to));
  }

  private Optional<SmtpFault> hand(Letter letter, MailAddress to) {
    return visit((session, transport) -> {
      MimeMessage message = Mime.message(letter, settings.from(), to, session);
      transport.sendMessage(message, new Address[] {to.internet()});
    });
  }

  @Override
  public Attempt probe() {
    return visit((session, transport) -> {})
        .map(SmtpFault::attempt)
        .orElseGet(() -> new Attempt.Done(target() + " answers" + login() + secured()));
  }

  private String login() {
    return settings.credentials().map(who -> ", accepts the login of " + who.user()).orElse("");
  }

  private String secured() {
    return settings.tls() == Tls.NONE ? ", in clear" : ", secured by TLS";
  }

  @Override
  public String target() {
    return settings.host() + ":" + settings.port();
  }

  /** What is done once the server has let us in. */
  private interface Errand {
    void run(Session session, Transport transport) throws MessagingException;
  }

  private Optional<SmtpFault> visit(Errand errand) {
    Wires wires = new Wires(tls);
    open.add(wires);
    try (wires;
        Deadline deadline = Deadline.start(timer, settings.deadline(), wires)) {
      return visit(errand, wires, deadline);
    } finally {
      open.remove(wires);
    }
  }

  private Optional<SmtpFault> visit(Errand errand, Wires wires, Deadline deadline) {
    Session session = Session.getInstance(properties(wires));
    try (SMTPTransport transport = (SMTPTransport) session.getTransport("smtp")) {
      enter(transport);
      errand.run(session, transport);
      return Optional.empty();
    } catch (MessagingException fault) {
      String slow =
          target() + " did not take the mail within " + Deadline.words(settings.deadline());
      return Optional.of(
          deadline.hasPassed() ? SmtpFault.down(slow) : SmtpFault.of(fault, settings.host()));
    }
  }

  private void enter(SMTPTransport transport) throws MessagingException {
    Optional<Credentials> who = settings.credentials();
    transport.connect(
        settings.host(),
        settings.port(),
        who.map(Credentials::user).orElse(null),
        who.map(Credentials::password).orElse(null));
    if (who.isPresent() && !transport.supportsExtension("AUTH")) {
      throw new AuthenticationFailedException("the server offers no login");
    }
  }

  private Properties properties(Wires wires) {
    Properties properties = new Properties();
    String limit = Long.toString(settings.deadline().toMillis());
    properties.put("mail.smtp.connectiontimeout", limit);
    properties.put("mail.smtp.timeout", limit);
    properties.put("mail.smtp.socketFactory", wires.plain());
    properties.put("mail.smtp.ssl.socketFactory", wires.securing());
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    properties.put("mail.smtp.starttls.enable", settings.tls() == Tls.STARTTLS);
    properties.put("mail.smtp.starttls.required", settings.tls() == Tls.STARTTLS);
    properties.put("mail.smtp.ssl.enable", settings.tls() == Tls.IMPLICIT);
    properties.put("mail.smtp.auth", settings.credentials().isPresent());
    // The mail is accepted by then; waiting for the farewell could only turn success to failure.
    properties.put("mail.smtp.quitwait", "false");
    // Else the own host's name is looked up, which may take longer than the mail.
    properties.put("mail.smtp.localhost", "[127.0.0.1]");
    return properties;
  }

  @Override
  public void close() {
    open.forEach(Wires::close);
  }
}
