package dev.belfry.service;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A mail server on one port, which can be down. */
final class MailHost implements AutoCloseable {
  static final String USER = "belfry@example.org";
  static final String PASSWORD = "le tter";
  static final String OWNER = "anna@example.org";

  private final int port;
  private GreenMail server;

  /** A mail server that is still down. */
  MailHost() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    server = fresh();
  }

  private GreenMail fresh() {
    GreenMail mail = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.setUser(OWNER, OWNER, "any");
    mail.setUser(USER, USER, PASSWORD);
    return mail;
  }

  MailHost up() {
    server.start();
    return this;
  }

  int port() {
    return port;
  }

  List<MimeMessage> mails() {
    return List.of(server.getReceivedMessagesForDomain(OWNER));
  }

  /** Waits for the so-manieth mail. */
  MimeMessage awaitMail(int count, Duration longest) {
    try {
      Awaitility.await()
          .atMost(longest)
          .pollInterval(Duration.ofMillis(20))
          .until(() -> mails().size() >= count);
    } catch (ConditionTimeoutException late) {
      throw new AssertionError("only " + mails().size() + " mails came", late);
    }
    return mails().get(count - 1);
  }

  /** The parts of a mail of one kind, wherever they stand in it. */
  static List<Part> parts(Part part, String kind) throws MessagingException, IOException {
    List<Part> found = new ArrayList<>();
    if (part.isMimeType(kind)) {
      found.add(part);
    }
    if (part.getContent() instanceof Multipart several) {
      for (int i = 0; i < several.getCount(); i++) {
        BodyPart inner = several.getBodyPart(i);
        found.addAll(parts(inner, kind));
      }
    }
    return found;
  }

  /** The text of a mail as a simple mail program shows it. */
  static String text(Part mail) throws MessagingException, IOException {
    return parts(mail, "text/plain").getFirst().getContent().toString();
  }

  @Override
  public void close() {
    server.stop();
  }
}
