package dev.belfry.service.rules;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.belfry.catalog.Catalog;
import dev.belfry.catalog.Site;
import dev.belfry.source.SourceFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderWatchTest {
  private static final Duration NO_RESCAN = Duration.ofHours(1);
  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final Catalog CATALOG =
      new Catalog(
          new Site("Home", ZoneId.of("UTC"), Optional.empty()), Set.of(), Set.of(), Set.of());

  @TempDir Path parent;
  private final List<Set<String>> seen = new CopyOnWriteArrayList<>();
  private @Nullable FolderWatch watch;

  @AfterEach
  void stop() {
    if (watch != null) {
      watch.close();
    }
  }

  private Path root() {
    return parent.resolve("rules");
  }

  private void start(Duration rescan) {
    RulesReload reload =
        new RulesReload(
            root(),
            CATALOG,
            DeclaredNames::of,
            List.of(),
            rules -> seen.add(names(rules)),
            rules -> {});
    watch = FolderWatch.start(root(), rescan, reload::scan);
  }

  private static Set<String> names(LoadedRules rules) {
    Set<String> names = new HashSet<>();
    for (SourceFile file : rules.files()) {
      names.addAll(DeclaredNames.of(file));
    }
    return names;
  }

  private void awaitNames(String... expected) {
    await()
        .atMost(DEADLINE)
        .until(() -> !seen.isEmpty() && seen.get(seen.size() - 1).equals(Set.of(expected)));
  }

  private static String rule(String name) {
    return "rule \"" + name + "\" { when startup then log \"up\" }\n";
  }

  @Test
  void filesAreSeenWhenTheyComeChangeAndGoInSubfoldersToo() throws IOException {
    Files.createDirectories(root());
    Files.writeString(root().resolve("a.rules"), rule("A"));
    start(NO_RESCAN);
    awaitNames("rule A");
    Path later = Files.createDirectories(root().resolve("later/deeper"));
    Files.writeString(later.resolve("b.rules"), rule("B"));
    awaitNames("rule A", "rule B");
    Files.writeString(later.resolve("b.rules"), rule("B") + rule("C"));
    awaitNames("rule A", "rule B", "rule C");
    Files.delete(root().resolve("a.rules"));
    awaitNames("rule B", "rule C");
  }

  @Test
  void aFolderThatIsMadeLaterIsFoundByTheRegularLookAndWatchedFromThenOn() throws IOException {
    start(Duration.ofMillis(200));
    await().atMost(DEADLINE).until(() -> !seen.isEmpty());
    Files.createDirectories(root());
    Files.writeString(root().resolve("a.rules"), rule("A"));
    awaitNames("rule A");
  }

  @Test
  void aFolderThatIsReplacedAsAWholeIsWatchedAgain() throws IOException {
    Files.createDirectories(root());
    Files.writeString(root().resolve("a.rules"), rule("A"));
    start(Duration.ofMillis(200));
    awaitNames("rule A");
    Path other = Files.createDirectories(parent.resolve("other"));
    Files.writeString(other.resolve("a.rules"), rule("A") + rule("B"));
    Files.move(root(), parent.resolve("old"));
    Files.move(other, root());
    awaitNames("rule A", "rule B");
    Files.writeString(root().resolve("c.rules"), rule("C"));
    awaitNames("rule A", "rule B", "rule C");
  }

  /** What is written through a mapped page is no event to anybody. */
  @Test
  void aChangeThatNoEventTellsIsFoundByTheRegularLook() throws IOException {
    Files.createDirectories(root());
    Path file = Files.writeString(root().resolve("a.rules"), rule("A"));
    start(Duration.ofMillis(200));
    awaitNames("rule A");
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      channel
          .map(FileChannel.MapMode.READ_WRITE, 0, Files.size(file))
          .put(rule("B").getBytes(StandardCharsets.UTF_8));
    }
    awaitNames("rule B");
  }

  /** Real files, rewritten in all the ways that editors and copies do. */
  @Test
  void noRuleIsLostForAMomentWhileFilesAreRewritten() throws IOException {
    Files.createDirectories(root());
    Path file = root().resolve("a.rules");
    String whole = rule("A") + rule("B") + rule("C");
    Files.writeString(file, whole);
    start(Duration.ofMillis(50));
    awaitNames("rule A", "rule B", "rule C");
    Random random = new Random();
    for (int i = 0; i < 300; i++) {
      switch (random.nextInt(3)) {
        case 0 -> writeInPieces(file, whole);
        case 1 -> {
          Files.delete(file);
          Files.writeString(file, whole);
        }
        default -> {
          Path draft = Files.writeString(root().resolve("a.rules.new"), whole);
          Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
    Files.writeString(root().resolve("z.rules"), rule("Z"));
    awaitNames("rule A", "rule B", "rule C", "rule Z");
    seen.forEach(names ->
        assertEquals(
            Set.of("rule A", "rule B", "rule C"),
            names.stream()
                .filter(name -> !name.equals("rule Z"))
                .collect(java.util.stream.Collectors.toSet())));
  }

  private static void writeInPieces(Path file, String whole) throws IOException {
    try (var stream = Files.newOutputStream(file)) {
      for (byte b : whole.getBytes(StandardCharsets.UTF_8)) {
        stream.write(b);
      }
    }
  }
}
