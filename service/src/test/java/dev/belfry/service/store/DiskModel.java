package dev.belfry.service.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a disk would hold after a power cut, told by strace's log of system calls ({@code -y -xx}).
 * What was written is on the disk when a sync of its file went well. When one fails, what waited is
 * thrown away, and the next says that all is well: so Linux does it. Names, and where files end,
 * are on the disk at once.
 */
final class DiskModel {
  private static final int BLOCK = 4_096;
  private static final Pattern CALL = Pattern.compile("(\\d+) +(\\w+)\\((.*)\\) += (-?\\d+).*");
  private static final Pattern FILE = Pattern.compile("\\d+<([^>]*)>.*");
  private static final Pattern TEXT = Pattern.compile("\"([^\"]*)\"");
  private static final HexFormat HEX = HexFormat.of().withPrefix("\\x");

  private final Map<Path, Content> files = new HashMap<>();

  /** A system call that went well, or did not. */
  record Call(int thread, String name, String arguments, boolean well) {
    static Call of(String line) {
      Matcher call = CALL.matcher(line);
      if (!call.matches()) {
        throw new IllegalArgumentException(line);
      }
      return new Call(
          Integer.parseInt(call.group(1)),
          call.group(2),
          call.group(3),
          Integer.parseInt(call.group(4)) >= 0);
    }

    private static Path path(String hex) {
      return Path.of(new String(HEX.parseHex(hex), StandardCharsets.UTF_8));
    }

    /** The file that is open, or the first that is named. */
    Path file() {
      Matcher open = FILE.matcher(arguments);
      return path(open.matches() ? open.group(1) : text(0));
    }

    Path secondFile() {
      return path(text(1));
    }

    private String text(int number) {
      return TEXT.matcher(arguments).results().skip(number).findFirst().orElseThrow().group(1);
    }

    byte[] bytes() {
      return HEX.parseHex(text(0));
    }

    /** The last of its numbers. */
    int number() {
      return Integer.parseInt(arguments.substring(arguments.lastIndexOf(' ') + 1));
    }
  }

  private static final class Content {
    private final TreeSet<Integer> waiting = new TreeSet<>();
    private byte[] seen = {};
    private byte[] durable = {};

    void write(byte[] bytes, int at) {
      seen = Arrays.copyOf(seen, Math.max(seen.length, at + bytes.length));
      System.arraycopy(bytes, 0, seen, at, bytes.length);
      for (int block = at / BLOCK; block <= (at + bytes.length - 1) / BLOCK; block++) {
        waiting.add(block);
      }
    }

    void sync(boolean well) {
      if (well) {
        durable = Arrays.copyOf(durable, seen.length);
        for (int block : waiting) {
          int start = block * BLOCK;
          int length = Math.min(BLOCK, seen.length - start);
          System.arraycopy(seen, start, durable, start, length);
        }
      }
      waiting.clear();
    }

    void truncate(int length) {
      seen = Arrays.copyOf(seen, length);
      durable = Arrays.copyOf(durable, Math.min(durable.length, length));
      waiting.removeIf(block -> block * BLOCK >= length);
    }
  }

  /** A file that can be read as something else than what is on the disk, for a sync failed. */
  void put(Path file, byte[] seen, byte[] durable) {
    Content content = content(file);
    content.seen = seen;
    content.durable = durable;
  }

  void take(Call call) {
    switch (call.name()) {
      case "pwrite64" -> {
        if (call.well()) {
          content(call.file()).write(call.bytes(), call.number());
        }
      }
      case "fsync" -> content(call.file()).sync(call.well());
      case "ftruncate" -> {
        if (call.well()) {
          content(call.file()).truncate(call.number());
        }
      }
      case "rename" -> {
        if (call.well()) {
          files.put(call.secondFile(), content(call.file()));
          files.remove(call.file());
        }
      }
      case "unlink" -> {
        if (call.well()) {
          files.remove(call.file());
        }
      }
      default -> throw new IllegalArgumentException(call.name());
    }
  }

  private Content content(Path file) {
    return files.computeIfAbsent(file, name -> new Content());
  }

  /** Writes what is on the disk of a folder into another. */
  void cutPower(Path folder, Path into) throws IOException {
    for (Map.Entry<Path, Content> file : files.entrySet()) {
      if (folder.equals(file.getKey().getParent())) {
        Files.write(into.resolve(file.getKey().getFileName()), file.getValue().durable);
      }
    }
  }
}
