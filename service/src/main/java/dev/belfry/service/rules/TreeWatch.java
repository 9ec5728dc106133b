package dev.belfry.service.rules;

import io.methvin.watcher.DirectoryWatcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps file events coming from a folder and all below it, though the folder comes and goes. */
final class TreeWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TreeWatch.class);

  private final Path root;
  private final Runnable stirred;
  private Optional<Watched> watched = Optional.empty();
  private boolean complained;

  /** A watcher at work, and the identity of the folder it was started on. */
  private record Watched(DirectoryWatcher watcher, Object folderKey) {}

  TreeWatch(Path root, Runnable stirred) {
    this.root = root;
    this.stirred = stirred;
  }

  /** Starts watching if need be; true when it just did. */
  boolean follow() {
    Optional<Object> folderKey = folderKey();
    if (watched.map(Watched::folderKey).equals(folderKey)) {
      return false;
    }
    close();
    watched = folderKey.flatMap(this::watch);
    return watched.isPresent();
  }

  /** What tells a folder from another one that later has its name. */
  private Optional<Object> folderKey() {
    try {
      BasicFileAttributes attributes = Files.readAttributes(root, BasicFileAttributes.class);
      Object key = attributes.fileKey();
      return attributes.isDirectory()
          ? Optional.of(key == null ? attributes.creationTime() : key)
          : Optional.empty();
    } catch (IOException missing) {
      return Optional.empty();
    }
  }

  private Optional<Watched> watch(Object folderKey) {
    try {
      DirectoryWatcher watcher =
          DirectoryWatcher.builder()
              .path(root)
              .fileHashing(false)
              .logger(LOG)
              .listener(event -> stirred.run())
              .build();
      var ended = watcher.watchAsync(task -> daemon(task).start());
      ended.exceptionally(failure -> {
        LOG.debug("file events ended", failure);
        return null;
      });
      return Optional.of(new Watched(watcher, folderKey));
    } catch (IOException noEvents) {
      if (!complained) {
        complained = true;
        LOG.warn(
            "no file events from {} ({}); it is looked at regularly",
            root,
            String.valueOf(noEvents));
      }
      return Optional.empty();
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "rules-events");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    watched.ifPresent(each -> {
      try {
        each.watcher().close();
      } catch (IOException gone) {
        LOG.debug("file events ended", gone);
      }
    });
    watched = Optional.empty();
  }
}
