package dev.belfry.connectors.email;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belfry.connectors.sink.Attempt.Again;
import dev.belfry.connectors.sink.Attempt.Done;
import dev.belfry.connectors.stage.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailFolderTest {
  private static final MailAddress ANNA = MailAddress.of("anna@example.org");
  private static final MailAddress BELFRY = MailAddress.of("belfry@localhost");

  private @TempDir Path temp;

  private static Letter letter(String id, String text) {
    return new Letter(id, Samples.notify(text), List.of(), Samples.BERLIN, Samples.NIGHT);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void laysDownAReadableFile() throws IOException {
    Path folder = temp.resolve("data/mail");
    assertInstanceOf(Done.class, MailFolder.open(folder).send(letter("1", "Tür offen"), ANNA));
    List<String> names = names(folder);
    assertEquals(1, names.size());
    assertTrue(
        names.getFirst().matches("2026-11-23-031405-tur-offen-[0-9a-f]{8}\\.eml"), names::toString);
    String mail = Files.readString(folder.resolve(names.getFirst()));
    assertTrue(mail.contains("To: anna@example.org"), mail);
    assertTrue(mail.contains("T=C3=BCr offen"), mail);
    assertTrue(mail.contains("<h1"), mail);
  }

  @Test
  void replacesARepeat() throws IOException {
    MailFolder folder = MailFolder.open(temp);
    folder.send(letter("1", "open"), ANNA);
    folder.send(letter("1", "open"), ANNA);
    folder.send(letter("2", "open"), ANNA);
    folder.send(letter("2", "open"), MailAddress.of("bob@example.org"));
    assertEquals(3, names(temp).size());
  }

  @Test
  void keepsTheNewestAndWhatIsNotItsOwn() throws IOException {
    Files.writeString(temp.resolve("2020-01-01-000000-old-00000000.eml"), "old");
    Files.writeString(temp.resolve("2021-01-01-000000-cut-00000000.eml.tmp"), "cut");
    Files.writeString(temp.resolve("notes.txt"), "mine");
    MailFolder folder = new MailFolder(temp, BELFRY, 3);
    for (int i = 0; i < 3; i++) {
      folder.send(letter("n" + i, "open " + i), ANNA);
    }
    List<String> names = names(temp);
    assertEquals(4, names.size(), names::toString);
    assertEquals("notes.txt", names.getLast());
    assertTrue(names.getFirst().startsWith("2026"), names::toString);
  }

  @Test
  void saysThatItCannotWrite() throws IOException {
    Path file = Files.writeString(temp.resolve("file"), "in the way");
    Again again = assertInstanceOf(Again.class, MailFolder.open(file).send(letter("1", "x"), ANNA));
    assertTrue(again.reason().startsWith("the mail could not be written"), again::reason);
  }
}
