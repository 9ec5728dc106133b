package dev.belfry.service;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A disk in memory that is soon full. Only root may mount one. */
record SmallDisk(Path folder) implements AutoCloseable {
  private static final int BLOCK = 4_096;

  static SmallDisk mount(Path folder, String size) throws Exception {
    Files.createDirectories(folder);
    assumeTrue(
        ends("mount", "-t", "tmpfs", "-o", "size=" + size, "belfry-test", folder.toString()),
        "this user may not mount a small disk, so a full one goes untried");
    return new SmallDisk(folder);
  }

  private static boolean ends(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getInputStream().readAllBytes();
    return process.onExit().orTimeout(10, TimeUnit.SECONDS).join().exitValue() == 0;
  }

  private Path filler() {
    return folder.resolve("filler");
  }

  /** Leaves not one block. */
  void fill() throws IOException {
    try (OutputStream out = Files.newOutputStream(filler())) {
      while (true) {
        out.write(new byte[BLOCK]);
      }
    } catch (IOException full) {
      assertTrue(String.valueOf(full.getMessage()).contains("No space left"), full.toString());
    }
  }

  /** Makes room again. */
  void clear() throws IOException {
    Files.delete(filler());
  }

  void makeReadOnly() throws Exception {
    assertTrue(ends("mount", "-o", "remount,ro", folder.toString()));
  }

  @Override
  public void close() throws IOException {
    assertTrue(ends("umount", "-l", folder.toString()));
  }
}
