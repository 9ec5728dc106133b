package dev.belfry.connectors.email;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.belfry.connectors.camera.Picture;
import dev.belfry.connectors.camera.Snapshot.Taken;
import dev.belfry.connectors.email.MailSettings.Tls;
import dev.belfry.connectors.sink.Attempt;
import dev.belfry.connectors.sink.Attempt.Again;
import dev.belfry.connectors.sink.Attempt.Done;
import dev.belfry.connectors.sink.Credentials;
import dev.belfry.connectors.stage.BadHost;
import dev.belfry.connectors.stage.Certificate;
import dev.belfry.connectors.stage.Samples;
import dev.belfry.connectors.stage.SmtpHost;
import dev.belfry.connectors.stage.Threads;
import dev.belfry.event.Payload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailServerTest {
  private static final Duration SHORT = Duration.ofMillis(500);
  private static final Duration AMPLE = Duration.ofSeconds(10);
  private static final MailAddress ANNA = MailAddress.of("anna@example.org");
  private static final Credentials LOGIN = new Credentials("belfry", "op en");

  private static @TempDir Path folder;
  private static Certificate certificate;

  private final Threads threads = new Threads();

  @BeforeAll
  static void certify() {
    certificate = Certificate.forName("dns:localhost", folder);
  }

  @AfterEach
  void end() {
    threads.close();
  }

  private static MailSettings settings(int port, Tls tls, Duration deadline) {
    return new MailSettings(
        "localhost",
        port,
        tls,
        Optional.of(LOGIN),
        MailAddress.of("Belfry <belfry@example.org>"),
        deadline);
  }

  private MailServer server(MailSettings settings) {
    return new MailServer(settings, certificate.trusting(), threads.timer());
  }

  private static Letter letter() {
    return new Letter(
        "night-1", Samples.notify("The window is open"), List.of(), Samples.BERLIN, Samples.NIGHT);
  }

  private static Letter illustrated() {
    Picture picture = new Picture(Payload.of(Samples.jpeg(1_000)), Picture.Format.JPEG);
    return new Letter(
        "night-1",
        Samples.notify("The window is open"),
        List.of(new Illustration("porch", new Taken(picture))),
        Samples.BERLIN,
        Samples.NIGHT);
  }

  private Attempt sendInClear(SmtpHost host) {
    return server(settings(host.port(), Tls.NONE, AMPLE)).send(letter(), ANNA);
  }

  @Test
  void securesTheConnectionBeforeItSaysAnything() {
    try (SmtpHost host = SmtpHost.start(Optional.of(certificate.serving()), line -> "")) {
      MailServer server = server(settings(host.port(), Tls.STARTTLS, AMPLE));
      assertEquals(new Done("sent to anna@example.org"), server.send(letter(), ANNA));
      assertEquals(1, host.mails().size());
      int secured = host.said().indexOf("(secured)");
      assertEquals(List.of("EHLO [127.0.0.1]", "STARTTLS"), host.said().subList(0, secured));
    }
  }

  @Test
  void sendsNothingInClearWhenStarttlsIsNotOffered() {
    try (SmtpHost host = SmtpHost.start(Optional.empty(), line -> "")) {
      assertEquals(
          Again.down("localhost offers no STARTTLS, and nothing is sent unsecured"),
          server(settings(host.port(), Tls.STARTTLS, AMPLE)).send(letter(), ANNA));
      assertTrue(
          host.said().stream().noneMatch(line -> line.startsWith("AUTH")), host.said()::toString);
      assertEquals(List.of(), host.mails());
    }
  }

  @Test
  void trustsNoCertificateForAnotherName(@TempDir Path other) {
    Certificate foreign = Certificate.forName("dns:elsewhere.example.org", other);
    try (SmtpHost host = SmtpHost.start(Optional.of(foreign.serving()), line -> "")) {
      MailServer server =
          new MailServer(
              settings(host.port(), Tls.STARTTLS, AMPLE), foreign.trusting(), threads.timer());
      Again again = assertInstanceOf(Again.class, server.send(letter(), ANNA));
      assertTrue(again.reason().startsWith("no secure connection with localhost"), again::reason);
      assertEquals(List.of(), host.mails());
    }
  }

  @Test
  void trustsNoCertificateThatNobodyVouchesFor() {
    SSLSocketFactory usual = (SSLSocketFactory) SSLSocketFactory.getDefault();
    try (SmtpHost host = SmtpHost.start(Optional.of(certificate.serving()), line -> "")) {
      MailServer server =
          new MailServer(settings(host.port(), Tls.STARTTLS, AMPLE), usual, threads.timer());
      assertInstanceOf(Again.class, server.send(letter(), ANNA));
      assertEquals(List.of(), host.mails());
    }
  }

  @Test
  void speaksImplicitTls() {
    try (SmtpHost host = SmtpHost.secured(certificate.serving())) {
      MailServer server = server(settings(host.port(), Tls.IMPLICIT, AMPLE));
      assertInstanceOf(Done.class, server.probe());
      assertInstanceOf(Done.class, server.send(letter(), ANNA));
      assertEquals(1, host.mails().size());
    }
  }

  @Test
  void logsIn() {
    GreenMail mail = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));
    mail.getUserManager().setAuthRequired(true);
    mail.start();
    try {
      mail.setUser("belfry@example.org", "belfry", "op en");
      MailSettings right = settings(mail.getSmtp().getPort(), Tls.NONE, AMPLE);
      assertInstanceOf(Done.class, server(right).probe());
      assertEquals(0, mail.getReceivedMessages().length);
      assertInstanceOf(Done.class, server(right).send(letter(), ANNA));
      assertEquals(1, mail.getReceivedMessages().length);
      MailSettings wrong =
          MailSettings.of(
              right.host(),
              right.port(),
              right.tls(),
              Optional.of(new Credentials("belfry", "shut")),
              right.from());
      Again again = assertInstanceOf(Again.class, server(wrong).send(letter(), ANNA));
      assertTrue(
          again.reason().startsWith("localhost refuses the user or password: 535"), again::reason);
      assertFalse(again.reason().contains("shut"));
      assertEquals(again, server(wrong).probe());
    } finally {
      mail.stop();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "RCPT, 550 5.1.1 no such user, Never, false",
    "RCPT, 450 4.2.0 greylisted, Again, false",
    "MAIL, 553 not your address, Never, false",
    "DATA, 451 try later, Again, false",
    "., 554 spam, Never, false",
    "., 421 closing, Again, true",
    "RCPT, 530 log in first, Again, true"
  })
  void judgesByTheReply(String verb, String reply, String kind, boolean down) {
    try (SmtpHost host =
        SmtpHost.start(Optional.empty(), line -> line.startsWith(verb) ? reply : "")) {
      Attempt attempt = sendInClear(host);
      assertEquals(kind, attempt.getClass().getSimpleName());
      assertEquals("localhost refuses the mail: " + reply, attempt.words());
      assertEquals(down, attempt instanceof Again again && again.sinkDown());
    }
  }

  @Test
  void sendsWithoutThePictureWhatIsTooLargeWithIt() {
    try (SmtpHost host =
        SmtpHost.start(
            Optional.empty(),
            new UnaryOperator<>() {
              private int mails;

              @Override
              public String apply(String line) {
                return line.equals(".") && mails++ == 0 ? "552 5.3.4 too large" : "";
              }
            })) {
      MailServer server = server(settings(host.port(), Tls.NONE, AMPLE));
      assertInstanceOf(Done.class, server.send(illustrated(), ANNA));
      assertEquals(1, host.mails().size());
      String mail = host.mails().getFirst();
      assertTrue(mail.contains("The picture of porch is missing: the mail server refuses"), mail);
      assertFalse(mail.contains("image/jpeg"), mail);
    }
  }

  @Test
  void isCutOffWhenTheServerHangs() {
    String slow = "did not take the mail within 500 ms";
    try (BadHost silent = BadHost.silent();
        BadHost trickling = BadHost.trickling("220 wel");
        BadHost unreachable = BadHost.unreachable();
        SmtpHost deaf = SmtpHost.start(Optional.empty(), line -> line.equals(".") ? "-" : "")) {
      for (int port : List.of(silent.port(), trickling.port(), unreachable.port(), deaf.port())) {
        MailServer server = server(settings(port, Tls.NONE, SHORT));
        Attempt attempt = assertTimeout(Duration.ofSeconds(2), () -> server.send(letter(), ANNA));
        assertEquals(Again.down("localhost:" + port + " " + slow), attempt);
      }
    }
  }

  @Test
  void isDoneThoughTheServerSaysNoFarewell() {
    try (SmtpHost host =
        SmtpHost.start(Optional.empty(), line -> line.startsWith("QUIT") ? "-" : "")) {
      Attempt attempt = assertTimeout(Duration.ofSeconds(2), () -> sendInClear(host));
      assertInstanceOf(Done.class, attempt);
    }
  }

  @Test
  void saysThatTheServerIsOff() {
    int port;
    try (BadHost host = BadHost.silent()) {
      port = host.port();
    }
    assertEquals(
        Again.down("localhost takes no connection"),
        server(settings(port, Tls.NONE, AMPLE)).send(letter(), ANNA));
    MailSettings nowhere =
        MailSettings.of(
            "mail.invalid", 25, Tls.NONE, Optional.empty(), MailAddress.of("a@example.org"));
    assertEquals(
        Again.down("there is no host named mail.invalid"), server(nowhere).send(letter(), ANNA));
  }

  @Test
  void keepsSecretsOutOfItsText() {
    MailSettings settings = settings(587, Tls.STARTTLS, AMPLE);
    assertFalse(settings.toString().contains("op en"), settings::toString);
  }
}
