package dev.belfry.connectors;

import dev.belfry.connectors.camera.Picture;
import dev.belfry.connectors.camera.Snapshot;
import dev.belfry.connectors.camera.Snapshot.Missing;
import dev.belfry.connectors.camera.Snapshot.Taken;
import dev.belfry.connectors.email.Illustration;
import dev.belfry.event.Payload;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pictures of notifications that wait, a folder each: they show what was, and no later picture
 * does. A disk that cannot take them costs the pictures of repeats, and no mail.
 */
final class PictureFolder {
  private static final Logger LOG = LoggerFactory.getLogger(PictureFolder.class);

  /** Of all pictures that wait; more are not kept. */
  private static final long MOST_BYTES = 256L * 1024 * 1024;

  private static final String MISSING = "missing";

  private final Path folder;

  PictureFolder(Path folder) {
    this.folder = folder;
  }

  /** Keeps the pictures of a notification, and the reasons for those that are not there. */
  void save(String group, List<Illustration> illustrations) {
    Path whole = folder.resolve(group);
    Path partial = folder.resolve(group + ".new");
    try {
      if (size() > MOST_BYTES) {
        LOG.warn("too many pictures wait; those of {} are not kept for a repeat", group);
        return;
      }
      Files.createDirectories(partial);
      for (int i = 0; i < illustrations.size(); i++) {
        write(partial, i, illustrations.get(i).snapshot());
      }
      move(partial, whole);
    } catch (IOException refused) {
      LOG.warn("the pictures of {} cannot be kept for a repeat: {}", group, refused.toString());
      delete(partial);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException simply) {
      Files.move(from, to);
    }
  }

  private static void write(Path into, int number, Snapshot snapshot) throws IOException {
    switch (snapshot) {
      case Taken(Picture picture) ->
          Files.write(
              into.resolve(number + "." + picture.format().extension()), picture.bytes().bytes());
      case Missing(String reason) ->
          Files.writeString(into.resolve(number + "." + MISSING), reason);
    }
  }

  /** What was kept of a notification's pictures: as many as there were names, or nothing. */
  Optional<List<Illustration>> load(String group, List<String> cameras) {
    Path whole = folder.resolve(group);
    if (!Files.isDirectory(whole)) {
      return Optional.empty();
    }
    List<Illustration> illustrations = new ArrayList<>();
    try {
      for (int i = 0; i < cameras.size(); i++) {
        Optional<Snapshot> snapshot = read(whole, i);
        if (snapshot.isEmpty()) {
          return Optional.empty();
        }
        illustrations.add(new Illustration(cameras.get(i), snapshot.get()));
      }
    } catch (IOException unreadable) {
      LOG.warn("the pictures of {} cannot be read: {}", group, unreadable.toString());
      return Optional.empty();
    }
    return Optional.of(illustrations);
  }

  private static Optional<Snapshot> read(Path from, int number) throws IOException {
    Path reason = from.resolve(number + "." + MISSING);
    if (Files.exists(reason)) {
      return Optional.of(new Missing(Files.readString(reason)));
    }
    for (Picture.Format format : Picture.Format.values()) {
      Path file = from.resolve(number + "." + format.extension());
      if (Files.exists(file)) {
        return Optional.of(new Taken(new Picture(Payload.of(Files.readAllBytes(file)), format)));
      }
    }
    return Optional.empty();
  }

  private long size() throws IOException {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  void delete(String group) {
    delete(folder.resolve(group));
  }

  /** Deletes all folders but those of these notifications. */
  void deleteAllBut(Collection<String> groups) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> folders = Files.list(folder)) {
      folders
          .filter(each -> !groups.contains(String.valueOf(each.getFileName())))
          .forEach(PictureFolder::delete);
    } catch (IOException unreadable) {
      LOG.warn("old pictures cannot be deleted: {}", unreadable.toString());
    }
  }

  private static void delete(Path old) {
    if (!Files.isDirectory(old)) {
      return;
    }
    try (Stream<Path> files = Files.walk(old)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException undeletable) {
      LOG.warn("the pictures in {} cannot be deleted: {}", old, undeletable.toString());
    }
  }
}
