package dev.belfry.broker.external;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The filters that our session at the broker may have, a line each: those that rules do not read
 * any more after a restart are taken back. A filter has no line end in it.
 */
record FilterFile(Path path) {
  private static final Logger LOG = LoggerFactory.getLogger(FilterFile.class);
  private static final long LARGEST_BYTES = 16 * 1024 * 1024;

  /** What was written; nothing if it cannot be read: then old subscriptions stay, unused. */
  Set<String> read() {
    try {
      return Files.exists(path) && Files.size(path) <= LARGEST_BYTES
          ? new LinkedHashSet<>(Files.readAllLines(path))
          : Set.of();
    } catch (IOException unreadable) {
      LOG.warn("{} cannot be read: {}", path, unreadable.getMessage());
      return Set.of();
    }
  }

  void write(Set<String> filters) {
    try {
      Path draft = path.resolveSibling(path.getFileName() + ".new");
      Files.write(draft, new TreeSet<>(filters));
      Files.move(draft, path, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException refused) {
      LOG.warn("{} cannot be written: {}", path, refused.getMessage());
    }
  }
}
