package dev.belfry.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One run of the fuzzer, in a folder of its own under target. */
final class Hunt {
  private static final Path ROOT = Path.of("target/fuzz").toAbsolutePath();
  private static final int HANG_SECONDS = 30;
  private static final int MEGABYTES = 2_048;
  private static final Pattern EXECUTIONS =
      Pattern.compile("stat::number_of_executed_units: +(\\d+)");
  private static final Pattern BEGINNING = Pattern.compile("INITED cov: (\\d+)");
  private static final Pattern PROGRESS = Pattern.compile("(?m)^#\\d+\\s+\\w+\\s+cov: (\\d+)");

  private final Path folder;
  private final Class<?> target;
  private final int longestBytes;
  private final int seconds;
  private String log = "";

  Hunt(String name, Class<?> target, int longestBytes, int seconds) {
    this.folder = ROOT.resolve(name);
    this.target = target;
    this.longestBytes = longestBytes;
    this.seconds = seconds;
  }

  /** Lays down what the fuzzer starts from; nothing of earlier runs stays. */
  void prepare(List<byte[]> seeds) throws IOException {
    for (String part : List.of("seeds", "learned", "findings")) {
      Files.createDirectories(folder.resolve(part));
      for (Path old : list(folder.resolve(part))) {
        Files.delete(old);
      }
    }
    for (int i = 0; i < seeds.size(); i++) {
      Files.write(folder.resolve("seeds").resolve(Integer.toString(i)), seeds.get(i));
    }
    Files.writeString(folder.resolve("words.dict"), dictionary());
  }

  private static String dictionary() {
    StringBuilder lines = new StringBuilder();
    for (String word : RuleFiles.words()) {
      String written = word.replace("\\", "\\\\").replace("\"", "\\\"");
      lines.append('"').append(written).append("\"\n\" ").append(written).append(" \"\n");
    }
    return lines.toString();
  }

  /** Runs the fuzzer to its end and returns its exit status. */
  int run() throws IOException, InterruptedException {
    Path output = folder.resolve("log.txt");
    Process process =
        new ProcessBuilder(command())
            .directory(Path.of("").toAbsolutePath().toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (!process.waitFor(seconds + 10L * HANG_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("the fuzzer does not end; " + output + " may say why");
      }
    } finally {
      process.destroyForcibly();
    }
    log = Files.readString(output, StandardCharsets.ISO_8859_1);
    return process.exitValue();
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            "-Xmx1g",
            "-XX:+EnableDynamicAgentLoading",
            "-XX:+IgnoreUnrecognizedVMOptions",
            "--enable-native-access=ALL-UNNAMED",
            "com.code_intelligence.jazzer.Jazzer",
            "--target_class=" + target.getName(),
            "--instrumentation_includes=dev.belfry.**",
            "--custom_hook_includes=dev.belfry.**",
            "--reproducer_path=" + folder.resolve("findings"),
            "-artifact_prefix=" + folder.resolve("findings") + "/",
            "-dict=" + folder.resolve("words.dict"),
            "-max_total_time=" + seconds,
            "-max_len=" + longestBytes,
            "-timeout=" + HANG_SECONDS,
            "-rss_limit_mb=" + MEGABYTES,
            "-print_final_stats=1",
            folder.resolve("learned").toString(),
            folder.resolve("seeds").toString()));
    return command;
  }

  int executions() {
    return last(EXECUTIONS);
  }

  private int last(Pattern pattern) {
    return pattern
        .matcher(log)
        .results()
        .reduce((first, second) -> second)
        .map(it -> Integer.parseInt(it.group(1)))
        .orElse(0);
  }

  /** How much was tried and reached. */
  String summary() {
    return "%s: %d inputs in %d s, branches %d, of which the seeds reach %d"
        .formatted(folder.getFileName(), executions(), seconds, last(PROGRESS), last(BEGINNING));
  }

  /** What was found: for each input that was kept, the rule file that it stands for. */
  List<Path> findings(Function<byte[], String> text) throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path input : list(folder.resolve("findings"))) {
      if (input.getFileName().toString().matches("(crash|timeout|oom|leak)-\\w+")) {
        Path rules = Path.of(input + ".rules");
        Files.writeString(rules, text.apply(Files.readAllBytes(input)));
        found.add(rules);
      }
    }
    return found;
  }

  /** What to tell who ran the test. */
  String complaint(List<Path> found) {
    int from = Math.max(0, log.indexOf("== Java Exception"));
    String said = log.substring(from, Math.min(log.length(), from + 4_000));
    String again =
        "\nAgain: mvn -pl engine -am verify -Dtest=none -Dit.test=FuzzIT"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false"
            + " -Dbelfry.fuzz.file=";
    return said
        + (found.isEmpty() ? "" : "\nFound: " + found + again + found.getFirst())
        + "\nAll that was said: "
        + folder.resolve("log.txt");
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
