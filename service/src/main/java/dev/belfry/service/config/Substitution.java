package dev.belfry.service.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;

/** Puts environment variables and the contents of secret files where a value asks for them. */
final class Substitution {
  private static final Pattern REFERENCE = Pattern.compile("\\$?\\$\\{([^}]*)}");
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final String FILE = "file:";
  private static final long LARGEST_SECRET_BYTES = 64 * 1024;

  private final Map<String, String> environment;
  private final Path folder;
  private final Problems problems;

  Substitution(Map<String, String> environment, Path folder, Problems problems) {
    this.environment = environment;
    this.folder = folder;
    this.problems = problems;
  }

  /** The text with every reference replaced; {@code $${…}} stands for a literal {@code ${…}}. */
  String apply(String text, Node node) {
    if (text.indexOf('$') < 0) {
      return text;
    }
    return REFERENCE
        .matcher(text)
        .replaceAll(
            found -> Matcher.quoteReplacement(resolve(found.group(), found.group(1), node)));
  }

  private String resolve(String whole, String name, Node node) {
    if (whole.startsWith("$$")) {
      return whole.substring(1);
    }
    return name.startsWith(FILE)
        ? secret(name.substring(FILE.length()), node)
        : variable(name, node);
  }

  private String variable(String name, Node node) {
    if (!VARIABLE.matcher(name).matches()) {
      problems.add(
          node,
          "\"${" + name + "}\" names no environment variable",
          "write ${NAME} or ${file:PATH}, or $${…} for the characters themselves");
      return "";
    }
    String value = environment.get(name);
    if (value == null) {
      problems.add(
          node,
          "the environment variable " + name + " is not set",
          "set it before Belfry starts, or keep the secret in a file: ${file:PATH}");
      return "";
    }
    return value;
  }

  private String secret(String name, Node node) {
    try {
      Path file = folder.resolve(name);
      if (Files.size(file) > LARGEST_SECRET_BYTES) {
        problems.add(node, "the secret's file " + name + " is larger than 64 KiB");
        return "";
      }
      return withoutLineEnd(Files.readString(file));
    } catch (IOException | java.nio.file.InvalidPathException unreadable) {
      problems.add(
          node,
          "the secret's file " + name + " cannot be read",
          "its path is relative to the configuration's folder, and Belfry's user must be able to"
              + " read it");
      return "";
    }
  }

  private static String withoutLineEnd(String text) {
    String cut = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    return cut.endsWith("\r") ? cut.substring(0, cut.length() - 1) : cut;
  }
}
