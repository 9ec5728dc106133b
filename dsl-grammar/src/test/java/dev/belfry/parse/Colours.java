package dev.belfry.parse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How VS Code's own engine, in a process of its own, reads rule files with the editor's grammar.
 */
final class Colours {
  private static final Path SCRIPT = Path.of("../editors/vscode/test/tokens.mjs");
  private static final Path MODULES = Path.of("../target/npm");

  /** The engine reads a line in milliseconds. */
  private static final int PATIENCE_SECONDS = 120;

  /**
   * A stretch of a line that looks the same.
   *
   * @param line from 0
   * @param scopes from the whole file to the smallest part
   */
  record Stretch(int line, int start, int end, List<String> scopes) {
    boolean covers(int column) {
      return start <= column && column < end;
    }

    boolean has(String prefix) {
      return scopes.stream().anyMatch(scope -> scope.startsWith(prefix));
    }

    /** The most special scope. */
    String last() {
      return scopes.getLast();
    }
  }

  private Colours() {}

  /** Why it can't be run here; empty if it can. */
  static String missing() {
    if (!Files.isDirectory(MODULES.resolve("node_modules/vscode-textmate"))) {
      return "the engine of VS Code is not in target/npm; ./verify installs it where there is npm";
    }
    try {
      Process node = new ProcessBuilder("node", "--version").redirectErrorStream(true).start();
      node.getInputStream().readAllBytes();
      return "";
    } catch (IOException none) {
      return "node is not on the PATH";
    }
  }

  /** The stretches of each file. */
  static Map<Path, List<Stretch>> of(List<Path> files) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("node", SCRIPT.toString(), MODULES.toString()));
    files.forEach(file -> command.add(file.toString()));
    Path output = Files.createTempFile(Path.of("target"), "colours", ".tsv");
    Process node =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (!node.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      node.destroyForcibly();
    }
    if (node.waitFor() != 0) {
      throw new AssertionError(SCRIPT + " ended with " + node.exitValue());
    }
    Map<Path, List<Stretch>> stretches = new LinkedHashMap<>();
    for (String line : Files.readString(output, StandardCharsets.UTF_8).lines().toList()) {
      String[] parts = line.split("\t", -1);
      stretches
          .computeIfAbsent(Path.of(parts[0]), file -> new ArrayList<>())
          .add(
              new Stretch(
                  Integer.parseInt(parts[1]),
                  Integer.parseInt(parts[2]),
                  Integer.parseInt(parts[3]),
                  List.of(parts[4].split(" "))));
    }
    Files.delete(output);
    return stretches;
  }
}
