package dev.belfry.service.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.representer.Representer;

/** Finds belfry.yaml and reads it. */
public final class ConfigurationFile {
  static final String USUAL_NAME = "belfry.yaml";
  private static final int LARGEST_BYTES = 1024 * 1024;
  private static final int DEEPEST_NESTING = 20;
  private static final int MOST_ALIASES = 50;

  private ConfigurationFile() {}

  /**
   * Reads the file that was asked for, else {@code belfry.yaml} in the current folder, else takes
   * the defaults. Paths in the result are absolute.
   *
   * @throws ConfigurationException with everything that is wrong, in words for the author
   */
  public static Configuration load(
      Optional<Path> asked, Path currentFolder, Map<String, String> environment)
      throws ConfigurationException {
    Path file = currentFolder.resolve(asked.orElse(Path.of(USUAL_NAME)));
    if (asked.isEmpty() && Files.notExists(file)) {
      return ConfigurationReader.defaults(currentFolder.toAbsolutePath());
    }
    String shown = asked.map(Path::toString).orElse(USUAL_NAME);
    return parse(file, shown, text(file, shown), environment);
  }

  private static String text(Path file, String shown) throws ConfigurationException {
    try {
      if (Files.size(file) > LARGEST_BYTES) {
        throw new ConfigurationException(
            "the configuration " + shown + " is larger than 1 MiB; is it the right file?");
      }
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException notUtf8) {
      throw new ConfigurationException(
          "the configuration " + shown + " is not UTF-8 text; save it as UTF-8");
    } catch (IOException unreadable) {
      throw new ConfigurationException(
          Files.exists(file)
              ? "the configuration " + shown + " cannot be read: " + unreadable.getMessage()
              : "there is no configuration " + shown + "; --config takes the path of a file");
    }
  }

  private static Configuration parse(
      Path file, String shown, String text, Map<String, String> environment)
      throws ConfigurationException {
    Path folder =
        Optional.ofNullable(file.toAbsolutePath().getParent()).orElseGet(() -> Path.of("/"));
    Problems problems = new Problems(shown, text);
    Optional<Node> root = compose(text, shown, problems);
    problems.throwIfAny();
    if (root.isEmpty()) {
      return ConfigurationReader.defaults(folder);
    }
    Substitution substitution = new Substitution(environment, folder, problems);
    Values values = new Values(substitution, problems, folder);
    Configuration configuration =
        new ConfigurationReader(values, problems, folder).read(root.get());
    problems.throwIfAny();
    return configuration;
  }

  private static Optional<Node> compose(String text, String shown, Problems problems)
      throws ConfigurationException {
    LoaderOptions options = new LoaderOptions();
    options.setNestingDepthLimit(DEEPEST_NESTING);
    options.setMaxAliasesForCollections(MOST_ALIASES);
    options.setCodePointLimit(LARGEST_BYTES);
    options.setAllowRecursiveKeys(false);
    Yaml yaml =
        new Yaml(
            new SafeConstructor(options),
            new Representer(new org.yaml.snakeyaml.DumperOptions()),
            new org.yaml.snakeyaml.DumperOptions(),
            options);
    try {
      return Optional.ofNullable(yaml.compose(new StringReader(text)));
    } catch (MarkedYAMLException broken) {
      problems.add(
          broken.getProblemMark(),
          1,
          "this is no YAML: " + broken.getProblem(),
          Optional.of("check the indentation, the colons and the quotes around here"));
      return Optional.empty();
    } catch (YAMLException broken) {
      throw new ConfigurationException(
          "the configuration " + shown + " cannot be read: " + broken.getMessage());
    }
  }
}
