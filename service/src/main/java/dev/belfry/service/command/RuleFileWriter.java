package dev.belfry.service.command;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;

/** Puts a new text in the place of a rule file, wholly or not at all. */
final class RuleFileWriter {
  private RuleFileWriter() {}

  /**
   * Writes the text beside the file and renames it over it; the file keeps its permissions. Where
   * the path is a link, the file behind it is written.
   *
   * @throws IOException with words for the author; the file is then as it was
   */
  static void write(Path path, String text) throws IOException {
    Path file = path.toRealPath();
    if (!Files.isWritable(file)) {
      throw new IOException("it is read-only for this user");
    }
    Path folder = file.resolveSibling("");
    if (!Files.isWritable(folder)) {
      throw new IOException("its folder is read-only for this user");
    }
    // The dot keeps a running service from taking it for a rule file.
    Path beside = Files.createTempFile(folder, "." + file.getFileName(), ".new");
    try {
      fill(beside, text);
      keepPermissions(file, beside);
      move(beside, file);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private static void fill(Path file, String text) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  private static void keepPermissions(Path from, Path to) throws IOException {
    FileStore store = Files.getFileStore(from);
    if (store.supportsFileAttributeView(PosixFileAttributeView.class)) {
      Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException plainly) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
