package dev.belfry.connectors.email;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belfry.connectors.camera.Picture;
import dev.belfry.connectors.camera.Snapshot.Missing;
import dev.belfry.connectors.camera.Snapshot.Taken;
import dev.belfry.connectors.stage.Samples;
import dev.belfry.effect.Effect;
import dev.belfry.effect.Effect.Priority;
import dev.belfry.event.Payload;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LetterTest {
  private static final MailAddress FROM = MailAddress.of("Belfry <belfry@example.org>");
  private static final MailAddress ANNA = MailAddress.of("anna@example.org");

  private static Letter letter(
      String text, Optional<String> title, Priority priority, List<Illustration> illustrations) {
    Effect.Notify told =
        new Effect.Notify(
            Samples.NIGHT.toEpochMilli(),
            Samples.RULE,
            List.of("owner"),
            text,
            title,
            Optional.of(priority),
            List.of());
    return new Letter("night-1", told, illustrations, Samples.BERLIN, Samples.NIGHT);
  }

  private static Letter letter(String text, Optional<String> title) {
    return letter(text, title, Priority.NORMAL, List.of());
  }

  private static Letter full() {
    Picture picture = new Picture(Payload.of(Samples.jpeg(1_000)), Picture.Format.JPEG);
    return letter(
        "Kitchen & bath:\n<b>both</b> windows are open – draught!",
        Optional.of("Window \"open\""),
        Priority.CRITICAL,
        List.of(
            new Illustration("porch", new Taken(picture)),
            new Illustration("yard", new Missing("the camera answered 500"))));
  }

  private static MimeMessage mime(Letter letter) throws MessagingException {
    return Mime.message(letter, FROM, ANNA, Session.getInstance(new Properties()));
  }

  /** Rewrites what is expected when the tests run with {@code -Dgolden=write}. */
  private static void assertGolden(String name, String actual) throws IOException {
    Path file = Path.of("src/test/resources/golden", name);
    if ("write".equals(System.getProperty("golden"))) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, actual);
    }
    assertEquals(Files.readString(file), actual);
  }

  @Test
  void readsWellAsText() throws IOException {
    assertGolden("letter.txt", new LetterText(full()).plain());
  }

  @Test
  void readsWellAsHtml() throws IOException {
    assertGolden("letter.html", new LetterText(full()).html());
    assertGolden(
        "plain-letter.html", new LetterText(letter("All is well", Optional.empty())).html());
  }

  @Test
  void bearsThePictureInline() throws MessagingException, IOException {
    List<BodyPart> leaves = new ArrayList<>();
    leaves((MimeMultipart) mime(full()).getContent(), leaves);
    BodyPart picture =
        leaves.stream()
            .filter(part -> type(part).startsWith("image/jpeg"))
            .findFirst()
            .orElseThrow();
    String html =
        (String)
            leaves.stream()
                .filter(part -> type(part).startsWith("text/html"))
                .findFirst()
                .orElseThrow()
                .getContent();
    String[] id = picture.getHeader("Content-ID");
    assertNotNull(id);
    assertEquals("<picture-1>", id[0]);
    assertTrue(html.contains("src=\"cid:picture-1\""), html);
    assertEquals("inline", picture.getDisposition());
    assertEquals("base64", picture.getHeader("Content-Transfer-Encoding")[0]);
    assertArrayEquals(Samples.jpeg(1_000), picture.getInputStream().readAllBytes());
    assertEquals(3, leaves.size());
  }

  private static void leaves(MimeMultipart parts, List<BodyPart> leaves)
      throws MessagingException, IOException {
    for (int i = 0; i < parts.getCount(); i++) {
      BodyPart part = parts.getBodyPart(i);
      if (part.getContent() instanceof MimeMultipart inner) {
        leaves(inner, leaves);
      } else {
        leaves.add(part);
      }
    }
  }

  private static String type(BodyPart part) {
    try {
      return part.getContentType();
    } catch (MessagingException fault) {
      throw new IllegalStateException(fault);
    }
  }

  @Test
  void bearsHeadersThatMailProgramsKnow() throws MessagingException {
    MimeMessage mail = mime(full());
    assertEquals("Window \"open\"", mail.getSubject());
    assertEquals("<belfry.night-1@example.org>", mail.getMessageID());
    assertEquals("1 (Highest)", mail.getHeader("X-Priority", ","));
    assertEquals("high", mail.getHeader("Importance", ","));
    assertEquals("auto-generated", mail.getHeader("Auto-Submitted", ","));
    assertEquals(mail.getMessageID(), mime(full()).getMessageID());
    assertEquals(null, mime(letter("x", Optional.empty())).getHeader("Importance", ","));
    assertEquals(
        "low",
        mime(letter("x", Optional.empty(), Priority.LOW, List.of())).getHeader("Importance", ","));
  }

  @Test
  void namesAnyNotificationInItsMessageId() {
    String id = Mime.messageId("effect/7 <x>\r\n", FROM);
    assertTrue(id.matches("<belfry\\.[0-9a-f]{32}@example\\.org>"), id);
    assertFalse(id.equals(Mime.messageId("effect/8 <x>\r\n", FROM)));
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "Title|Text|Title",
        "''|First\\nSecond|First",
        "''|\\n\\n  First|First",
        "a\\r\\nBcc: eve@example.org|x|a Bcc: eve@example.org",
        "''|a\\rBcc: eve@example.org|a",
        "a\u2028b\u0000c|x|a b c",
        "''|''|Window <open>"
      },
      delimiter = '|')
  void hasASubjectOfOneLine(String title, String text, String subject) throws MessagingException {
    Optional<String> given =
        title.isEmpty() ? Optional.empty() : Optional.of(title.translateEscapes());
    MimeMessage mail = mime(letter(text.translateEscapes(), given));
    assertEquals(subject, mail.getSubject());
    assertEquals(null, mail.getHeader("Bcc", ","));
  }

  @Test
  void shortensALongSubject() {
    String subject = letter("x".repeat(149) + "🚪🚪", Optional.empty()).subject();
    assertEquals("x".repeat(149) + "…", subject);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"anna", "", "anna@", "a@b\r\nBcc: c@d", "anna@example.org, bob@example.org", "@b"})
  void refusesWhatIsNoAddress(String text) {
    assertThrows(IllegalArgumentException.class, () -> MailAddress.of(text));
  }
}
