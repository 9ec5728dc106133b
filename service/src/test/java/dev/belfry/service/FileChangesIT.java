package dev.belfry.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every way in which files of rules change while the service runs: no rule is lost for a moment,
 * what changes together is in force together, and the end is right. The folder is looked at five
 * times a second besides its events, which is when half a change would be met.
 */
@Timeout(60)
class FileChangesIT {
  private static final int VOICES = 20;
  private static final int MANY = 500;
  private static final int ASKS_A_SECOND = 50;
  private static final int ASKS_OF_MANY_A_SECOND = 5;

  @TempDir Path folder;
  private House house;

  @BeforeEach
  void build() throws Exception {
    house = House.in(folder).environment("BELFRY_JAVA_OPTIONS", "-Dbelfry.rescan.millis=200");
  }

  @AfterEach
  void leave() {
    house.close();
  }

  private static void run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), () -> String.join(" ", command) + ": " + words);
  }

  private static void need(String... command) throws Exception {
    try {
      run(command);
    } catch (IOException missing) {
      System.err.println("SKIPPED: there is no " + command[0] + " on this machine");
      abort("there is no " + command[0]);
    }
  }

  @Test
  void rsyncThatRenamesAndRsyncInPlaceAndThatDeletes() throws Exception {
    need("rsync", "--version");
    Path source = folder.resolve("source");
    Choir.write(house.rules(), VOICES, 1);
    BelfryProcess belfry = house.run("--quiet");
    try (Choir choir = Choir.at(belfry, VOICES, ASKS_A_SECOND)) {
      choir.awaitAll(1);
      Choir.write(source, VOICES, 2);
      run("rsync", "-a", "--delete", source + "/", house.rules() + "/");
      choir.awaitAll(2);
      Choir.write(source, VOICES, 3);
      run("rsync", "-a", "--inplace", "--delete", source + "/", house.rules() + "/");
      choir.awaitAll(3);
      Files.delete(Choir.file(source, VOICES - 1));
      run("rsync", "-a", "--delete", source + "/", house.rules() + "/");
      choir.awaitAll(VOICES - 1, 3);
      choir.end(VOICES - 1, true);
    }
  }

  @Test
  void gitThatChecksOutFiveHundredFiles() throws Exception {
    need("git", "--version");
    Choir.write(house.rules(), MANY, 1);
    git("init", "-q");
    commit("one");
    Choir.write(house.rules(), MANY, 2);
    commit("two");
    BelfryProcess belfry = house.run("--quiet");
    try (Choir choir = Choir.at(belfry, MANY, ASKS_OF_MANY_A_SECOND)) {
      choir.awaitAll(2);
      git("checkout", "-q", "HEAD~1");
      choir.awaitAll(1);
      git("checkout", "-q", "-");
      choir.awaitAll(2);
      choir.end(MANY, true);
    }
  }

  private void git(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("git", "-C", house.rules().toString()));
    command.addAll(List.of("-c", "user.name=Anna", "-c", "user.email=anna@example.org"));
    command.addAll(List.of(arguments));
    run(command.toArray(String[]::new));
  }

  private void commit(String words) throws Exception {
    git("add", ".");
    git("commit", "-q", "-m", words);
  }

  /** As Kubernetes mounts a ConfigMap: all files are links through one that is exchanged. */
  @Test
  void aLinkBehindAllFilesThatIsExchanged() throws Exception {
    Path rules = house.rules();
    Choir.write(rules.resolve("..2026_01"), VOICES, 1);
    Files.createSymbolicLink(rules.resolve("..data"), Path.of("..2026_01"));
    for (int voice = 0; voice < VOICES; voice++) {
      Path link = Choir.file(rules, voice);
      Files.createSymbolicLink(link, Path.of("..data").resolve(link.getFileName()));
    }
    BelfryProcess belfry = house.run("--quiet");
    try (Choir choir = Choir.at(belfry, VOICES, ASKS_A_SECOND)) {
      choir.awaitAll(1);
      for (int version = 2; version <= 4; version++) {
        exchange(rules, version);
        choir.awaitAll(version);
      }
      choir.end(VOICES, true);
    }
  }

  private static void exchange(Path rules, int version) throws IOException {
    Path old = Files.readSymbolicLink(rules.resolve("..data"));
    Path next = Path.of("..2026_0" + version);
    Choir.write(rules.resolve(next), VOICES, version);
    Files.createSymbolicLink(rules.resolve("..data_tmp"), next);
    Files.move(
        rules.resolve("..data_tmp"), rules.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
    for (int voice = 0; voice < VOICES; voice++) {
      Files.delete(Choir.file(rules.resolve(old), voice));
    }
    Files.delete(rules.resolve(old));
  }

  @Test
  void aFolderThatIsMovedAwayAndBackAndExchangedForAnother() throws Exception {
    Path away = folder.resolve("away");
    Choir.write(house.rules(), VOICES, 1);
    BelfryProcess belfry = house.run();
    try (Choir choir = Choir.at(belfry, VOICES, ASKS_A_SECOND)) {
      choir.awaitAll(1);
      run("mv", house.rules().toString(), away.toString());
      belfry.awaitLine("is not there");
      choir.awaitAll(1);
      Choir.write(away, VOICES, 2);
      run("mv", away.toString(), house.rules().toString());
      choir.awaitAll(2);
      Path other = folder.resolve("other");
      Choir.write(other, VOICES, 3);
      run("mv", house.rules().toString(), away.toString());
      run("mv", other.toString(), house.rules().toString());
      choir.awaitAll(3);
      Choir.write(house.rules(), VOICES, 4);
      choir.awaitAll(4);
      choir.end(VOICES, true);
    }
  }

  /** As vim, Emacs, nano and VS Code save; each of them leaves other files beside it. */
  @Test
  void editorsThatSave() throws Exception {
    Choir.write(house.rules(), VOICES, 1);
    BelfryProcess belfry = house.run("--quiet");
    try (Choir choir = Choir.at(belfry, VOICES, ASKS_A_SECOND)) {
      choir.awaitAll(1);
      Path file = Choir.file(house.rules(), 0);
      saveAsVim(file, Choir.text(0, 2));
      saveAsEmacs(Choir.file(house.rules(), 1), Choir.text(1, 2));
      saveInPlace(Choir.file(house.rules(), 2), Choir.text(2, 2));
      for (int voice = 3; voice < VOICES; voice++) {
        saveInPlace(Choir.file(house.rules(), voice), Choir.text(voice, 2));
      }
      choir.awaitAll(2);
      choir.end(VOICES, false);
    }
  }

  private static void saveAsVim(Path file, String text) throws IOException {
    Path swap = Files.writeString(file.resolveSibling("." + file.getFileName() + ".swp"), "b0VIM");
    Path probe = Files.createFile(file.resolveSibling("4913"));
    Files.delete(probe);
    Path backup = file.resolveSibling(file.getFileName() + "~");
    Files.move(file, backup);
    Files.writeString(file, text);
    Files.delete(backup);
    Files.delete(swap);
  }

  private static void saveAsEmacs(Path file, String text) throws IOException {
    Path lock = file.resolveSibling(".#" + file.getFileName());
    Files.createSymbolicLink(lock, Path.of("anna@house.1234:1"));
    Path autosave = Files.writeString(file.resolveSibling("#" + file.getFileName() + "#"), text);
    Files.move(file, file.resolveSibling(file.getFileName() + "~"));
    Files.writeString(file, text);
    Files.delete(lock);
    Files.delete(autosave);
  }

  /** Nano and VS Code empty the file and write it anew. */
  private static void saveInPlace(Path file, String text) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      out.write(bytes, 0, bytes.length / 2);
      out.write(bytes, bytes.length / 2, bytes.length - bytes.length / 2);
    }
  }

  @Test
  void theEditorVimItself() throws Exception {
    need("vim", "--version");
    Choir.write(house.rules(), VOICES, 1);
    BelfryProcess belfry = house.run("--quiet");
    try (Choir choir = Choir.at(belfry, VOICES, ASKS_A_SECOND)) {
      choir.awaitAll(1);
      for (String how : List.of("no", "yes")) {
        for (int voice = 0; voice < VOICES; voice++) {
          String file = Choir.file(house.rules(), voice).toString();
          String change = "%s/:" + (how.equals("no") ? "1/:2" : "2/:3") + "/";
          run("vim", "-u", "NONE", "-es", "+set backupcopy=" + how, "+" + change, "+wq", file);
        }
        choir.awaitAll(how.equals("no") ? 2 : 3);
      }
      choir.end(VOICES, false);
    }
  }

  /**
   * A share on which others write, as root can make one: what changes below an overlay is seen
   * through it, and no event tells.
   */
  @Test
  void aShareWithoutEvents() throws Exception {
    Path below = Files.createDirectories(folder.resolve("below"));
    Choir.write(below, VOICES - 1, 1);
    mount(below);
    try (WatchService events = house.rules().getFileSystem().newWatchService()) {
      house
          .rules()
          .register(
              events,
              StandardWatchEventKinds.ENTRY_CREATE,
              StandardWatchEventKinds.ENTRY_MODIFY,
              StandardWatchEventKinds.ENTRY_DELETE);
      BelfryProcess belfry = house.run("--quiet");
      try (Choir choir = Choir.at(belfry, VOICES, ASKS_A_SECOND)) {
        choir.awaitAll(VOICES - 1, 1);
        Choir.write(below, VOICES, 2);
        choir.awaitAll(2);
        choir.end(VOICES - 1, true);
      }
      assertNull(events.poll(), "an event told of it");
    } finally {
      leave();
      run("umount", house.rules().toString());
    }
  }

  private void mount(Path below) throws Exception {
    String options =
        "lowerdir=%s,upperdir=%s,workdir=%s"
            .formatted(
                below,
                Files.createDirectories(folder.resolve("above")),
                Files.createDirectories(folder.resolve("work")));
    try {
      run("mount", "-t", "overlay", "overlay", "-o", options, house.rules().toString());
    } catch (IOException | AssertionError refused) {
      System.err.println("SKIPPED: only root can mount an overlay: " + refused.getMessage());
      abort("no overlay can be mounted");
    }
  }
}
