package dev.belfry.connectors.email;

import dev.belfry.connectors.camera.Picture;
import dev.belfry.connectors.camera.Snapshot.Taken;
import dev.belfry.effect.Effect.Priority;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.simplejavamail.api.email.ContentTransferEncoding;
import org.simplejavamail.api.email.EmailPopulatingBuilder;
import org.simplejavamail.converter.EmailConverter;
import org.simplejavamail.email.EmailBuilder;

/** Makes of a letter the mail that goes over the wire. */
final class Mime {
  private static final Pattern PLAIN_ID = Pattern.compile("[A-Za-z0-9_-]{1,80}");

  private Mime() {}

  static MimeMessage message(Letter letter, MailAddress from, MailAddress to, Session session)
      throws MessagingException {
    LetterText text = new LetterText(letter);
    EmailPopulatingBuilder mail =
        EmailBuilder.startingBlank()
            .from(from.internet())
            .to(to.internet())
            .withSubject(letter.subject())
            .withPlainText(text.plain())
            .withHTMLText(text.html())
            // Else a text with many accents becomes base64, which nobody can read in a file.
            .withContentTransferEncoding(ContentTransferEncoding.QUOTED_PRINTABLE)
            .fixingMessageId(messageId(letter.id(), from))
            .fixingSentDate(Date.from(letter.writtenAt()))
            // RFC 3834: no holiday notices in return.
            .withHeader("Auto-Submitted", "auto-generated");
    addImportance(mail, letter.priority());
    addPictures(mail, letter.illustrations());
    MimeMessage message = EmailConverter.emailToMimeMessage(mail.buildEmail(), session);
    // Writes the headers of all parts; sending to one recipient would not.
    message.saveChanges();
    return message;
  }

  private static void addImportance(EmailPopulatingBuilder mail, Priority priority) {
    switch (priority) {
      case LOW -> importance(mail, "5 (Lowest)", "low", "non-urgent");
      case NORMAL -> {}
      case HIGH -> importance(mail, "2 (High)", "high", "urgent");
      case CRITICAL -> importance(mail, "1 (Highest)", "high", "urgent");
    }
  }

  private static void importance(
      EmailPopulatingBuilder mail, String rank, String importance, String urgency) {
    mail.withHeader("X-Priority", rank)
        .withHeader("Importance", importance)
        .withHeader("Priority", urgency);
  }

  private static void addPictures(EmailPopulatingBuilder mail, List<Illustration> illustrations) {
    for (int i = 0; i < illustrations.size(); i++) {
      if (illustrations.get(i).snapshot() instanceof Taken(Picture picture)) {
        mail.withEmbeddedImage(
            LetterText.contentId(i), picture.bytes().bytes(), picture.format().contentType());
      }
    }
  }

  /** The same for every attempt, so that whoever gets a mail twice can tell. */
  static String messageId(String id, MailAddress from) {
    String local = PLAIN_ID.matcher(id).matches() ? id : fingerprint(id);
    return "<belfry." + local + "@" + from.domain() + ">";
  }

  /** A short name for an id with any characters. */
  static String fingerprint(String id) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
