import com.google.googlejavaformat.java.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Holds every Java file of the project to one layout: {@code check} names those that differ, {@code
 * replace} rewrites them.
 */
public final class Format {
  public static void main(String[] args) throws IOException {
    List<String> options =
        args[0].equals("replace")
            ? List.of("--replace")
            : List.of("--dry-run", "--set-exit-if-changed");
    List<String> command = new ArrayList<>(options);
    try (Stream<Path> files = Files.walk(Path.of(args[1]))) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.toString().contains("/target/"))
          .map(Path::toString)
          .sorted()
          .forEach(command::add);
    }
    if (command.size() == options.size()) {
      return;
    }
    Main.main(command.toArray(new String[0]));
  }
}
