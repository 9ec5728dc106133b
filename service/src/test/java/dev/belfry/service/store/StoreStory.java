package dev.belfry.service.store;

import dev.belfry.event.Payload;
import dev.belfry.machine.Entry;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A program that opens a store, writes to it as the loop does, and notes each batch that it would
 * acknowledge; again and again, each time in a thread of its own, for strace counts the system
 * calls of a thread. It lets the N-th fail. A thread that made some for nothing before meets that
 * failure at an earlier place in its story; so one process tells the story with a failure in every
 * place.
 */
final class StoreStory {
  static final int BATCHES = 8;
  private static final int MOST_TRIES = 4;
  private static final int BIG = 9_000;

  private final Path folder;
  private final Path images;
  private final FileChannel notes;
  private int acknowledged;

  private StoreStory(Path folder, Path images, FileChannel notes) {
    this.folder = folder;
    this.images = images;
    this.notes = notes;
  }

  /** Where the store is that calls fail for. */
  static Path live(Path folder) {
    return folder.resolve("live");
  }

  /** A file for calls that are made for nothing, and for notes of what was acknowledged. */
  static Path notes(Path folder) {
    return folder.resolve("notes");
  }

  /**
   * Tells the story with a failure in each place.
   *
   * @param arguments a folder, the system call that fails, and the number at which it does
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    String call = arguments[1];
    int place = Integer.parseInt(arguments[2]);
    try (FileChannel notes =
        FileChannel.open(notes(folder), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      for (int before = place - 1; before >= 0; before--) {
        int idle = before;
        Path images = folder.resolve("images").resolve(String.valueOf(place - before));
        inThread(() -> new StoreStory(folder, images, notes).tell(call, idle));
        inThread(() -> clear(live(folder)));
      }
    }
  }

  /** Something that may fail. */
  private interface Task {
    void run() throws Exception;
  }

  private static void inThread(Task task) throws InterruptedException {
    Thread thread =
        new Thread(() -> {
          try {
            task.run();
          } catch (Exception failure) {
            failure.printStackTrace();
            Runtime.getRuntime().halt(1);
          }
        });
    thread.start();
    thread.join();
  }

  private static void clear(Path folder) throws Exception {
    if (Files.exists(folder)) {
      try (var files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private void tell(String call, int idle) throws Exception {
    for (int i = 0; i < idle; i++) {
      make(call);
    }
    Files.createDirectories(images);
    Optional<Store> store = open();
    if (store.isPresent()) {
      write(store.get(), call);
      picture("killed");
      store.get().close();
    }
    picture("closed");
  }

  private void make(String call) throws Exception {
    switch (call) {
      case "pwrite64" -> notes.write(ByteBuffer.allocate(1), 0);
      case "fsync" -> notes.force(true);
      case "ftruncate" -> {
        // Nothing is asked of the system unless the file becomes shorter.
        notes.write(ByteBuffer.allocate(1), 0);
        notes.truncate(0);
      }
      case "openat" -> Files.newByteChannel(notes(folder)).close();
      case "rename" -> {
        Path same = notes(folder);
        Files.move(same, notes(folder), StandardCopyOption.ATOMIC_MOVE);
      }
      case "unlink" -> Files.delete(Files.createFile(folder.resolve("nothing")));
      default -> throw new IllegalArgumentException(call);
    }
  }

  /** What a kill would leave now, and how much was acknowledged. */
  private void picture(String name) throws Exception {
    inThread(() -> copy(name));
  }

  private void copy(String name) throws Exception {
    Path image = Files.createDirectories(images.resolve(name));
    KnownStore.copyAnew(live(folder), image);
    Files.writeString(images.resolve(name + ".acknowledged"), String.valueOf(acknowledged));
  }

  private Optional<Store> open() {
    for (int tries = 1; tries <= MOST_TRIES; tries++) {
      try {
        return Optional.of(Store.open(live(folder)));
      } catch (StoreException refused) {
        System.out.println(refused.words());
      }
    }
    return Optional.empty();
  }

  private void write(Store store, String call) throws Exception {
    while (acknowledged < BATCHES && isWritten(store, batch(acknowledged + 1))) {
      acknowledged++;
      if (call.equals("fsync")) {
        // Seen in the log of calls, between those of the store.
        notes.write(ByteBuffer.wrap(new byte[] {(byte) acknowledged}), 0);
      }
    }
  }

  private static boolean isWritten(Store store, Batch batch) {
    boolean failing = false;
    for (int tries = 1; tries <= MOST_TRIES; tries++) {
      try {
        if (failing) {
          store.reopen();
        }
        store.commit(batch);
        return true;
      } catch (StoreException failure) {
        System.out.println(failure.words());
        failing = true;
      }
    }
    return false;
  }

  /** Batch after batch replaces some, adds some, and now and then one that is big. */
  static Batch batch(int number) {
    List<Entry> entries =
        IntStream.range(0, 4)
            .mapToObj(i -> {
              String text = number + "x".repeat(i == 0 && number % 4 == 0 ? BIG : 30);
              return new Entry("f/" + number * i % 11, Optional.of(Payload.of(text)));
            })
            .toList();
    return new Batch(
        new RunRecord(new ClockReading(number, number), 1, false),
        entries,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty());
  }
}
