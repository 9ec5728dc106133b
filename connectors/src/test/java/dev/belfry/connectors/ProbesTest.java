package dev.belfry.connectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.belfry.connectors.ProbeResult.Kind;
import dev.belfry.connectors.camera.CameraSettings;
import dev.belfry.connectors.email.MailAddress;
import dev.belfry.connectors.email.MailSettings;
import dev.belfry.connectors.email.MailSettings.Tls;
import dev.belfry.connectors.http.HttpMethod;
import dev.belfry.connectors.http.HttpSettings;
import dev.belfry.connectors.http.Template;
import dev.belfry.connectors.stage.Samples;
import dev.belfry.connectors.stage.Threads;
import dev.belfry.connectors.stage.WebHost;
import dev.belfry.connectors.stage.WebHost.Reply;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbesTest {
  private @TempDir Path folder;

  private List<ProbeResult> run(Optional<MailSettings> mail, WebHost host, boolean send) {
    ChannelTarget anna = new ChannelTarget.Email(MailAddress.of("anna@example.org"));
    DeliverySettings settings =
        new DeliverySettings(
            Samples.BERLIN,
            Map.of("owner", List.of(anna, anna)),
            Map.of("porch", CameraSettings.of(host.url("/porch.jpg"), Optional.empty())),
            Map.of("siren", HttpSettings.of(HttpMethod.POST, Template.url(host.url("/siren")))),
            mail,
            folder,
            folder,
            DeliverySettings.PICTURE_WAIT);
    try (Threads threads = new Threads()) {
      List<ProbeResult> results =
          new Probes(settings, threads, Samples.CLOCK, () -> "probe-1").run(send);
      assertTrue(threads.areClosed());
      return results;
    }
  }

  private static WebHost host() {
    return WebHost.start(asked ->
        asked.uri().equals("/porch.jpg")
            ? Reply.picture(Samples.jpeg(12_345))
            : Reply.of(404, "nobody here"));
  }

  @Test
  void looksWithoutSending() {
    GreenMail mail = new GreenMail(new ServerSetup(0, "localhost", "smtp"));
    mail.start();
    try (WebHost host = host()) {
      int port = mail.getSmtp().getPort();
      MailSettings settings =
          MailSettings.of(
              "localhost", port, Tls.NONE, Optional.empty(), MailAddress.of("belfry@example.org"));
      String at = "localhost:" + port;
      int web = URI.create(host.url("/")).getPort();
      assertEquals(
          List.of(
              new ProbeResult(Kind.MAIL, "mail", at, true, at + " answers, in clear", 0),
              new ProbeResult(
                  Kind.CAMERA,
                  "porch",
                  "127.0.0.1",
                  true,
                  "sent a picture of 12,345 bytes, image/jpeg",
                  0),
              new ProbeResult(
                  Kind.ENDPOINT,
                  "siren",
                  "127.0.0.1",
                  true,
                  "127.0.0.1 takes connections on port " + web,
                  0)),
          run(Optional.of(settings), host, false));
      assertEquals(0, mail.getReceivedMessages().length);
      assertEquals(1, host.asked().size());
      List<ProbeResult> sent = run(Optional.of(settings), host, true);
      assertEquals(
          new ProbeResult(
              Kind.MAIL, "owner", "anna@example.org", true, "sent to anna@example.org", 0),
          sent.get(1));
      assertEquals(
          new ProbeResult(
              Kind.ENDPOINT,
              "siren",
              "127.0.0.1",
              false,
              "127.0.0.1 answered 404 Not Found: nobody here",
              0),
          sent.getLast());
      assertEquals(1, mail.getReceivedMessages().length);
    } finally {
      mail.stop();
    }
  }

  @Test
  void saysThatMailsBecomeFiles() {
    try (WebHost host = host()) {
      assertEquals(
          "no mail server is configured: mails are written to " + folder,
          run(Optional.empty(), host, false).getFirst().detail());
    }
  }
}
