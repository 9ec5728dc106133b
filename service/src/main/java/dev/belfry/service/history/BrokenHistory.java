package dev.belfry.service.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.sqlite.SQLiteErrorCode;

/** A history's file that can no longer be read: it makes room for a new one. */
final class BrokenHistory {
  /** SQLite keeps finer reasons in the higher bits. */
  private static final int PRIMARY_CODE = 0xFF;

  private BrokenHistory() {}

  /** Whether the file itself is the trouble, and not the disk or somebody who locks it. */
  static boolean isBroken(SQLException failure) {
    int code = failure.getErrorCode() & PRIMARY_CODE;
    return code == SQLiteErrorCode.SQLITE_CORRUPT.code
        || code == SQLiteErrorCode.SQLITE_NOTADB.code;
  }

  /**
   * Gives the file and its journals another name. Only the last broken one is kept.
   *
   * @return where the file lies then
   */
  static Path moveAside(Path file, InstantSource wall) throws IOException {
    String prefix = file.getFileName() + ".broken-";
    for (Path earlier : withPrefix(file, prefix)) {
      Files.deleteIfExists(earlier);
    }
    String time = wall.instant().truncatedTo(ChronoUnit.SECONDS).toString().replace(':', '-');
    Path aside = file.resolveSibling(prefix + time);
    for (String part : List.of("-wal", "-shm", "")) {
      Path from = file.resolveSibling(file.getFileName() + part);
      if (Files.exists(from)) {
        Files.move(
            from,
            file.resolveSibling(aside.getFileName() + part),
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return aside;
  }

  private static List<Path> withPrefix(Path file, String prefix) throws IOException {
    try (Stream<Path> files = Files.list(file.resolveSibling("").toAbsolutePath())) {
      return files.filter(each -> each.getFileName().toString().startsWith(prefix)).toList();
    }
  }
}
