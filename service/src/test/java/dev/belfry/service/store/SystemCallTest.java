package dev.belfry.service.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.belfry.machine.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each system call of a short story of a store fails once, or from then on: what was acknowledged
 * is there. strace makes them fail.
 */
@Timeout(600)
class SystemCallTest {
  /** The names of the files that a store may open. */
  private static final List<String> FILES =
      List.of("", ".new", ".whole").stream()
          .flatMap(name ->
              Stream.of("", "-wal", "-shm", "-journal").map(end -> "belfry.db" + name + end))
          .toList();

  private static final int FEWEST_PLACES = 20;

  @TempDir Path folder;

  @BeforeAll
  static void seeWhetherThereIsStrace() throws Exception {
    assumeTrue(works(), "strace is not there or may not trace; ./verify installs it");
  }

  private static boolean works() throws InterruptedException {
    try {
      return new ProcessBuilder("strace", "-f", "-qq", "-o", "/dev/null", "true")
              .redirectErrorStream(true)
              .start()
              .waitFor()
          == 0;
    } catch (IOException missing) {
      return false;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "fsync, EIO, ''",
    "fsync, EIO, +",
    "pwrite64, EIO, ''",
    "pwrite64, ENOSPC, +",
    "ftruncate, EIO, ''",
    "openat, EIO, ''",
    "rename, EIO, ''",
    "unlink, EIO, ''"
  })
  void whatWasAcknowledgedIsThereThoughACallFailed(String call, String error, String fromThenOn)
      throws Exception {
    int calls = calls(call);
    int places = Math.max(FEWEST_PLACES, calls);
    run(
        call,
        places,
        "trace=" + call,
        "inject=" + call + ":error=" + error + ":when=" + places + fromThenOn);
    assertTrue(
        injected() >= calls - 2, () -> "only " + injected() + " of " + calls + " calls failed");
    for (int place = 1; place <= places; place++) {
      Path images = folder.resolve("images").resolve(String.valueOf(place));
      String what = call + " " + place + " " + error + fromThenOn;
      for (String image : List.of("killed", "closed")) {
        if (Files.exists(images.resolve(image))) {
          int acknowledged = acknowledged(images.resolve(image));
          if (fromThenOn.isEmpty()) {
            assertEquals(StoreStory.BATCHES, acknowledged, what + ": it went on");
          }
          check(what + " " + image, images.resolve(image), acknowledged);
        }
      }
    }
  }

  /** A sync failed, and the power went off at any time after: what could be read is not there. */
  @ParameterizedTest
  @ValueSource(strings = {"", "+2"})
  void whatWasAcknowledgedSurvivesAPowerCutAfterASyncFailed(String andThen) throws Exception {
    int places = Math.max(FEWEST_PLACES, calls("fsync"));
    logged(places, "inject=fsync:error=EIO:when=" + places + andThen);
    DiskModel disk = new DiskModel();
    Path live = StoreStory.live(folder);
    int thread = 0;
    int acknowledged = 0;
    int cuts = 0;
    for (DiskModel.Call call : calls()) {
      if (call.thread() != thread) {
        thread = call.thread();
        acknowledged = 0;
      }
      boolean acknowledges =
          call.name().equals("pwrite64") && call.file().equals(StoreStory.notes(folder));
      if (acknowledges) {
        acknowledged = call.bytes()[0];
      } else {
        disk.take(call);
      }
      if ((acknowledged > 0 && !call.name().equals("pwrite64")) || acknowledges) {
        Path image = Files.createDirectories(folder.resolve("cut").resolve(String.valueOf(cuts++)));
        disk.cutPower(live, image);
        check(cuts + " after " + acknowledged + " of thread " + thread, image, acknowledged);
      }
    }
    assertTrue(cuts > 100, () -> "too few");
  }

  /** The next process reads a log that the kernel wrongly takes for written. */
  @Test
  void aLogWhoseSyncFailedInAnEarlierProcessIsNotTrusted() throws Exception {
    Path live = StoreStory.live(folder);
    Path killed = Files.createDirectories(folder.resolve("killed"));
    StoreFiles files = new StoreFiles(live);
    int durable;
    try (Store store = Store.open(live)) {
      for (int number = 1; number < 4; number++) {
        store.commit(StoreStory.batch(number));
      }
      durable = (int) Files.size(files.wal());
      store.commit(StoreStory.batch(4));
      KnownStore.copyAnew(live, killed);
    }
    KnownStore.copyAnew(killed, live);
    DiskModel disk = new DiskModel();
    byte[] main = Files.readAllBytes(files.main());
    byte[] log = Files.readAllBytes(files.wal());
    disk.put(files.main(), main, main);
    disk.put(files.wal(), log, Arrays.copyOf(log, durable));
    logged(1, "status=all");
    int cuts = 0;
    for (DiskModel.Call call : calls()) {
      disk.take(call);
      Path image = Files.createDirectories(folder.resolve("cut").resolve(String.valueOf(cuts++)));
      disk.cutPower(live, image);
      check("after " + call.name() + " " + cuts, image, 3);
      if (call.name().equals("ftruncate") && call.file().equals(files.wal())) {
        // From here on it is a story like the others.
        break;
      }
    }
    assertTrue(cuts > 5, () -> "too few");
  }

  private void logged(int places, String expression) throws Exception {
    String traced = "trace=fsync,pwrite64,ftruncate,?rename,?unlink";
    run("fsync", places, traced, expression, "-y", "-xx", "-s", "100000");
  }

  private List<DiskModel.Call> calls() {
    return read(folder.resolve("strace.log")).lines().map(DiskModel.Call::of).toList();
  }

  private static int acknowledged(Path image) throws IOException {
    return Integer.parseInt(
        Files.readString(image.resolveSibling(image.getFileName() + ".acknowledged")));
  }

  private static void check(String what, Path image, int acknowledged) throws Exception {
    try (Store store = Store.open(image)) {
      List<Entry> entries = store.load().entries();
      assertTrue(
          entries.equals(after(acknowledged)) || entries.equals(after(acknowledged + 1)),
          () ->
              what + ": " + acknowledged + " batches were acknowledged, and there are " + entries);
    } catch (StoreException refused) {
      throw new AssertionError(what + ": " + refused.words(), refused);
    }
  }

  private static List<Entry> after(int batches) {
    TreeMap<String, Entry> entries = new TreeMap<>();
    for (int number = 1; number <= batches; number++) {
      StoreStory.batch(number).entries().forEach(entry -> entries.put(entry.key(), entry));
    }
    return List.copyOf(entries.values());
  }

  /** How often the story makes a call. */
  private int calls(String call) throws Exception {
    run(call, 1, "trace=" + call, "status=all");
    // Other threads look at what it left.
    return read(folder.resolve("strace.log"))
        .lines()
        .collect(Collectors.groupingBy(line -> line.split(" ", 2)[0], Collectors.counting()))
        .values()
        .stream()
        .mapToInt(Long::intValue)
        .max()
        .orElseThrow();
  }

  private long injected() {
    return read(folder.resolve("strace.log"))
        .lines()
        .filter(line -> line.contains("(INJECTED)"))
        .count();
  }

  private void run(String call, int places, String traced, String expression, String... options)
      throws Exception {
    List<String> command =
        new ArrayList<>(List.of("strace", "-f", "-qq", "--seccomp-bpf", "-e", "signal=none"));
    command.addAll(List.of("-o", folder.resolve("strace.log").toString()));
    command.addAll(List.of("-e", traced, "-e", expression));
    command.addAll(List.of(options));
    Path live = StoreStory.live(folder);
    paths(live).forEach(path -> command.addAll(List.of("-P", path.toString())));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", classPath(), StoreStory.class.getName()));
    command.addAll(List.of(folder.toString(), call, String.valueOf(places)));
    Path said = folder.resolve("said.txt");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    assertTrue(process.waitFor(500, TimeUnit.SECONDS), "it does not end");
    assertEquals(0, process.exitValue(), () -> read(said));
  }

  private Stream<Path> paths(Path live) {
    Stream<Path> inside =
        Stream.concat(FILES.stream(), Stream.of("belfry.lock")).map(live::resolve);
    Path notes = StoreStory.notes(folder);
    return Stream.concat(inside, Stream.of(live, notes, notes.resolveSibling("nothing")));
  }

  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException gone) {
      return gone.toString();
    }
  }
}
