package dev.belfry.service.rules;

import dev.belfry.source.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads all rule files under a folder; what starts with a dot is not looked at. */
final class FolderScan extends SimpleFileVisitor<Path> {
  static final String SUFFIX = ".rules";
  static final int LARGEST_FILE_BYTES = 1024 * 1024;
  static final int MOST_FILES = 10_000;
  private static final int DEEPEST_FOLDER = 32;

  private final Path root;
  private final TreeMap<String, SourceFile> files = new TreeMap<>();
  private final List<RuleProblem> problems = new ArrayList<>();

  private FolderScan(Path root) {
    this.root = root;
  }

  /** What the folder holds now. A folder that is missing is a problem, not an empty one. */
  static RuleScan of(Path root) {
    FolderScan scan = new FolderScan(root);
    if (!Files.isDirectory(root)) {
      scan.problems.add(
          new RuleProblem(
              "", "the rules folder " + root + " is not there; make it, or say --rules"));
    } else {
      scan.walk();
    }
    return new RuleScan(scan.files, List.copyOf(scan.problems));
  }

  /** The one file, under its own name. */
  static RuleScan ofFile(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    FolderScan scan = new FolderScan(parent == null ? file : parent);
    scan.read(file.toAbsolutePath());
    return new RuleScan(scan.files, List.copyOf(scan.problems));
  }

  private void walk() {
    try {
      // Links are followed: a mounted configuration is often made of them.
      Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEEPEST_FOLDER, this);
    } catch (IOException failed) {
      problems.add(new RuleProblem("", "the rules folder " + root + " cannot be read: " + failed));
    }
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
    return !folder.equals(root) && isHidden(folder)
        ? FileVisitResult.SKIP_SUBTREE
        : FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (isHidden(file) || !file.toString().endsWith(SUFFIX) || attributes.isDirectory()) {
      return FileVisitResult.CONTINUE;
    }
    if (files.size() >= MOST_FILES) {
      // Which ones were left out is chance, so the whole folder counts as unreadable.
      problems.add(
          new RuleProblem("", "the rules folder holds more than " + MOST_FILES + " rule files"));
      return FileVisitResult.TERMINATE;
    }
    read(file);
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException failure) {
    boolean ours = file.toString().endsWith(SUFFIX) || Files.isDirectory(file);
    boolean gone = failure instanceof NoSuchFileException;
    if (ours && !gone && !isHidden(file) && !(failure instanceof FileSystemLoopException)) {
      addProblem(file, "cannot be read; give Belfry's user the right to");
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) {
    if (failure != null) {
      addProblem(folder, "cannot be listed: " + failure.getMessage());
    }
    return FileVisitResult.CONTINUE;
  }

  private void read(Path file) {
    try (InputStream stream = Files.newInputStream(file)) {
      byte[] bytes = stream.readNBytes(LARGEST_FILE_BYTES + 1);
      if (bytes.length > LARGEST_FILE_BYTES) {
        addProblem(file, "is larger than 1 MiB; split it");
        return;
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      files.put(name(file), new SourceFile(name(file), text));
    } catch (CharacterCodingException notUtf8) {
      addProblem(file, "is not UTF-8 text; save it as UTF-8");
    } catch (NoSuchFileException gone) {
      // A file that went between the listing and now is as if it had not been listed.
      if (Files.isSymbolicLink(file)) {
        addProblem(file, "is a link to a file that is not there");
      }
    } catch (IOException unreadable) {
      addProblem(file, "cannot be read; give Belfry's user the right to");
    }
  }

  private void addProblem(Path path, String words) {
    problems.add(new RuleProblem(name(path), words));
  }

  private String name(Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  private static boolean isHidden(Path path) {
    Path name = path.getFileName();
    return name != null && name.toString().startsWith(".");
  }
}
