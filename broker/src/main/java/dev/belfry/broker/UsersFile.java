package dev.belfry.broker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The file of MQTT users: {@code name:hash} one a line, {@code #} begins a comment line.
 *
 * @param path where it is; it need not exist
 */
public record UsersFile(Path path) {
  private static final long LARGEST_BYTES = 1024 * 1024;
  private static final int LONGEST_NAME = 256;

  /**
   * The users of the file, none if there is no file.
   *
   * @throws UsersFileException for a line that is not {@code name:hash}
   */
  public Map<String, String> read() throws IOException {
    Map<String, String> users = new LinkedHashMap<>();
    List<String> lines = lines();
    for (int index = 0; index < lines.size(); index++) {
      String line = lines.get(index).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        addUser(users, line, index + 1);
      }
    }
    return users;
  }

  private void addUser(Map<String, String> users, String line, int number) throws IOException {
    int colon = line.indexOf(':');
    if (colon <= 0) {
      throw new UsersFileException(path, number, "a user is written name:hash");
    }
    String name = line.substring(0, colon);
    String hash = line.substring(colon + 1);
    if (!Passwords.isHash(hash)) {
      throw new UsersFileException(
          path, number, "what follows \"" + name + ":\" is no bcrypt hash");
    }
    if (users.putIfAbsent(name, hash) != null) {
      throw new UsersFileException(path, number, "there is a user \"" + name + "\" above already");
    }
  }

  /**
   * Adds a user or gives one another password; other lines stay as they are. The file is replaced
   * as a whole, and only its owner can read it.
   *
   * @throws IllegalArgumentException for a name that cannot stand in the file, or a password that
   *     cannot be hashed
   */
  public void put(String name, String password) throws IOException {
    checkName(name);
    String entry = name + ":" + Passwords.hash(password);
    List<String> lines = new ArrayList<>(lines());
    int at = 0;
    while (at < lines.size() && !lines.get(at).strip().startsWith(name + ":")) {
      at++;
    }
    if (at < lines.size()) {
      lines.set(at, entry);
    } else {
      lines.add(entry);
    }
    replace(lines);
  }

  private static void checkName(String name) {
    boolean broken =
        name.isEmpty()
            || name.length() > LONGEST_NAME
            || !name.equals(name.strip())
            || name.startsWith("#")
            || name.indexOf(':') >= 0
            || name.chars().anyMatch(Character::isISOControl);
    if (broken) {
      throw new IllegalArgumentException(
          "a user's name has 1 to "
              + LONGEST_NAME
              + " characters, no colon, no blank at its ends and no # at its beginning");
    }
  }

  private List<String> lines() throws IOException {
    if (!Files.exists(path)) {
      return List.of();
    }
    if (Files.size(path) > LARGEST_BYTES) {
      throw new UsersFileException(path, 1, "the file is larger than 1 MiB");
    }
    return Files.readAllLines(path, StandardCharsets.UTF_8);
  }

  private void replace(List<String> lines) throws IOException {
    Path target = path.toAbsolutePath();
    Path folder = target.getParent();
    // A temporary file is made for its owner only, wherever the file system knows owners.
    Path draft = Files.createTempFile(folder, ".users", ".new");
    try {
      if (Files.getFileStore(draft).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
      }
      Files.write(draft, lines, StandardCharsets.UTF_8);
      move(draft, target);
    } finally {
      Files.deleteIfExists(draft);
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
