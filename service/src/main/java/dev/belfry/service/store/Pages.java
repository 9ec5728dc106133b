package dev.belfry.service.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pages of a damaged store, of the main file and of the log, each as new as it is known. */
final class Pages {
  private static final int USUAL_BYTES = 4_096;
  private static final int SMALLEST_BYTES = 512;
  private static final int LARGEST_BYTES = 65_536;

  private final int pageBytes;
  private final int version;

  /** The newest of each page of which it is certain that it is that page. */
  private final Map<Integer, Version> certain = new HashMap<>();

  /** Damaged pages of the log. */
  private final List<Version> damaged = new ArrayList<>();

  private final Map<Integer, byte[]> newest = new HashMap<>();

  /** A page as it was at some time. */
  static final class Version {
    private final int page;
    private final int age;
    private final byte[] bytes;

    private Version(int page, int age, byte[] bytes) {
      this.page = page;
      this.age = age;
      this.bytes = bytes;
    }

    /** The number of the page. */
    int page() {
      return page;
    }

    /** Its place in the log, 0 in the main file; what is higher is newer. */
    int age() {
      return age;
    }

    byte[] bytes() {
      return bytes;
    }
  }

  private Pages(byte[] main, WalFile log, int pageBytes) {
    this.pageBytes = pageBytes;
    for (int number = 1; number * (long) pageBytes <= main.length; number++) {
      byte[] bytes = Arrays.copyOfRange(main, (number - 1) * pageBytes, number * pageBytes);
      certain.put(number, new Version(number, 0, bytes));
    }
    List<WalFile.Frame> frames = log.frames();
    int end = frames.size();
    while (end > 0 && frames.get(end - 1).whole() && !frames.get(end - 1).commit()) {
      end--;
    }
    for (WalFile.Frame frame : frames.subList(0, end)) {
      Version page = new Version(frame.page(), frame.number(), log.page(frame));
      if (frame.whole()) {
        certain.put(page.page(), page);
      } else {
        damaged.add(page);
      }
    }
    certain.values().forEach(page -> newest.put(page.page(), page.bytes()));
    damaged.stream()
        .filter(this::supersedes)
        .forEach(page -> newest.put(page.page(), page.bytes()));
    byte[] first = newest.getOrDefault(1, new byte[USUAL_BYTES]);
    this.version = ByteBuffer.wrap(first).getInt(60);
  }

  static Pages read(StoreFiles files) throws IOException {
    byte[] main = StoreFiles.readable(files.main());
    int pageBytes = pageBytes(main);
    WalFile log = WalFile.read(files.wal()).assuming(pageBytes);
    return new Pages(main, log, pageBytes);
  }

  private static int pageBytes(byte[] main) {
    int told = main.length < 18 ? 0 : ByteBuffer.wrap(main).getShort(16) & 0xffff;
    int bytes = told == 1 ? LARGEST_BYTES : told;
    boolean can =
        bytes >= SMALLEST_BYTES && Integer.bitCount(bytes) == 1 && main.length % bytes == 0;
    return can ? bytes : USUAL_BYTES;
  }

  private boolean supersedes(Version page) {
    Version other = certain.get(page.page());
    return other == null || other.age() < page.age();
  }

  int pageBytes() {
    return pageBytes;
  }

  /** The version of the store that its head tells; anything if that is damaged. */
  int version() {
    return version;
  }

  List<Version> certain() {
    return List.copyOf(certain.values());
  }

  List<Version> damaged() {
    return List.copyOf(damaged);
  }

  /** Whether a page of the log that was hit should be in the place of this one. */
  boolean isSuperseded(Version page) {
    return damaged.stream()
        .anyMatch(other -> other.page() == page.page() && other.age() > page.age());
  }

  /** A page, as it was certainly. */
  byte @Nullable [] certain(int number) {
    Version page = certain.get(number);
    return page == null ? null : page.bytes();
  }

  /** A page, as it was last if what is damaged is still the same page. */
  byte @Nullable [] newest(int number) {
    return newest.get(number);
  }
}
