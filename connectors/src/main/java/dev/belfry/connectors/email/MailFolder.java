package dev.belfry.connectors.email;

import dev.belfry.connectors.sink.Attempt;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.text.Normalizer;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Lays mails down as files where no mail server is configured: one {@code .eml} for each recipient,
 * which mail programs open and a person can read. A repeat replaces its earlier file.
 */
public final class MailFolder implements MailRoute {
  /** Files kept; the oldest go. */
  public static final int FILES_MAX = 1_000;

  private static final int SLUG_MAX_CHARACTERS = 40;
  private static final String UNFINISHED = ".tmp";
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss", Locale.ROOT);

  private final Path folder;
  private final MailAddress from;
  private final int filesMax;

  MailFolder(Path folder, MailAddress from, int filesMax) {
    this.folder = folder;
    this.from = from;
    this.filesMax = filesMax;
  }

  /** A folder, made when the first mail comes. */
  public static MailFolder open(Path folder) {
    return new MailFolder(folder, MailAddress.of("Belfry <belfry@localhost>"), FILES_MAX);
  }

  @Override
  public synchronized Attempt send(Letter letter, MailAddress to) {
    try {
      Path file = folder.resolve(name(letter, to));
      write(file, Mime.message(letter, from, to, Session.getInstance(new Properties())));
      drop();
      return new Attempt.Done("written to " + file);
    } catch (IOException | MessagingException fault) {
      return Attempt.Again.down("the mail could not be written: " + fault);
    }
  }

  private static String name(Letter letter, MailAddress to) {
    String time = STAMP.format(letter.happenedAt().atZone(letter.zone()));
    String distinct = Mime.fingerprint(letter.id() + " " + to.mailbox()).substring(0, 8);
    return time + "-" + slug(letter.subject()) + "-" + distinct + ".eml";
  }

  static String slug(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    String slug = plain.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String cut = slug.substring(0, Math.min(slug.length(), SLUG_MAX_CHARACTERS));
    String trimmed = cut.replaceAll("^-|-$", "");
    return trimmed.isEmpty() ? "mail" : trimmed;
  }

  private void write(Path file, MimeMessage message) throws IOException, MessagingException {
    Files.createDirectories(folder);
    Path unfinished = file.resolveSibling(file.getFileName() + UNFINISHED);
    try (FileOutputStream out = new FileOutputStream(unfinished.toFile());
        OutputStream buffered = new BufferedOutputStream(out)) {
      message.writeTo(buffered);
      buffered.flush();
      // What is said to be delivered must survive a power cut.
      out.getFD().sync();
    }
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Drops the oldest, which their names tell, and what a power cut left unfinished. */
  private void drop() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> files = entries.filter(MailFolder::isOurs).sorted().toList();
      for (Path file : files) {
        if (file.toString().endsWith(UNFINISHED)) {
          Files.deleteIfExists(file);
        }
      }
      List<Path> whole = files.stream().filter(file -> file.toString().endsWith(".eml")).toList();
      for (Path file : whole.subList(0, Math.max(0, whole.size() - filesMax))) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static boolean isOurs(Path file) {
    String name = file.getFileName().toString();
    return name.matches("\\d{4}-\\d\\d-\\d\\d-\\d{6}-.*\\.eml(\\.tmp)?");
  }

  @Override
  public Attempt probe() {
    try {
      Files.createDirectories(folder);
      return Files.isWritable(folder)
          ? new Attempt.Done("no mail server is configured: mails are written to " + folder)
          : new Attempt.Never("no mail can be written to " + folder);
    } catch (IOException fault) {
      return new Attempt.Never("no mail can be written to " + folder + ": " + fault.getMessage());
    }
  }

  @Override
  public String target() {
    return folder.toString();
  }

  @Override
  public void close() {}
}
