package dev.belfry.service.config;

import dev.belfry.diagnostic.Nearest;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Turns single values into what they mean, or into a problem. */
final class Values {
  private static final int HIGHEST_PORT = 65_535;
  private static final Pattern MAIL_ADDRESS = Pattern.compile("[^\\s@<>]+@[^\\s@<>]+");
  private static final Pattern PLACE = Pattern.compile("\\{[A-Za-z][A-Za-z0-9_.\\-]*}");
  private final Substitution substitution;
  private final Problems problems;
  private final Path folder;

  Values(Substitution substitution, Problems problems, Path folder) {
    this.substitution = substitution;
    this.problems = problems;
    this.folder = folder;
  }

  Optional<String> text(Node node) {
    if (node instanceof ScalarNode scalar) {
      return Optional.of(substitution.apply(scalar.getValue(), node));
    }
    problems.add(node, "one value stands here, no list and no section");
    return Optional.empty();
  }

  Optional<Secret> secret(Node node) {
    return text(node).map(Secret::new);
  }

  Optional<Path> path(Node node) {
    return checked(
        node,
        written -> Optional.of(folder.resolve(written).normalize()),
        "no path of a file or folder",
        "write it relative to the configuration's folder, or from the root");
  }

  Optional<Integer> port(Node node) {
    return checked(node, Values::portOf, "no port", "a port is a number from 0 to 65535");
  }

  static Optional<Integer> portOf(String written) {
    return written.matches("\\d{1,5}")
        ? Optional.of(Integer.parseInt(written)).filter(port -> port <= HIGHEST_PORT)
        : Optional.empty();
  }

  /** A whole number from 0 to the highest. */
  Optional<Integer> whole(Node node, int highest) {
    return whole(node, 0, highest);
  }

  /** A whole number from 1 to the highest. */
  Optional<Integer> count(Node node, int highest) {
    return whole(node, 1, highest);
  }

  private Optional<Integer> whole(Node node, int lowest, int highest) {
    return checked(
        node,
        written ->
            Optional.of(written)
                .filter(it -> it.matches("\\d{1,9}"))
                .map(Integer::parseInt)
                .filter(number -> number >= lowest && number <= highest),
        "no whole number",
        "write a whole number from " + lowest + " to " + highest);
  }

  Optional<Duration> duration(Node node) {
    return checked(node, Durations::read, "no duration", "write 10 s, 500 ms or 2 min");
  }

  Optional<ZoneId> zone(Node node) {
    Optional<String> written = text(node);
    if (written.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(ZoneId.of(written.get()));
    } catch (DateTimeException unknown) {
      Optional<String> nearest = Nearest.of(written.get(), ZoneId.getAvailableZoneIds());
      problems.add(
          node,
          "there is no time zone \"" + written.get() + "\"",
          nearest
              .map(zone -> "did you mean " + zone + "?")
              .orElse("a time zone is a name such as Europe/Berlin"));
      return Optional.empty();
    }
  }

  /** A number of degrees between minus and plus the limit. */
  Optional<Double> degrees(Node node, double limit) {
    return checked(
        node,
        written -> Optional.of(Double.parseDouble(written)).filter(it -> Math.abs(it) <= limit),
        "no angle",
        "write degrees from -" + (int) limit + " to " + (int) limit + ", such as 52.52");
  }

  Optional<String> mailAddress(Node node) {
    return checked(
        node,
        written -> Optional.of(written).filter(it -> MAIL_ADDRESS.matcher(it).matches()),
        "no mail address",
        "a mail address looks like anna@example.org");
  }

  /** One of several words, whatever their case. */
  Optional<String> oneOf(Node node, List<String> words) {
    Optional<String> written = text(node);
    Optional<String> word =
        written.flatMap(it -> words.stream().filter(each -> each.equalsIgnoreCase(it)).findFirst());
    if (written.isPresent() && word.isEmpty()) {
      Optional<String> nearest = Nearest.of(written.get(), words);
      problems.add(
          node,
          "\"" + written.get() + "\" is none of " + String.join(", ", words),
          nearest.map(meant -> "did you mean " + meant + "?"));
    }
    return word;
  }

  /** An http or https address. Places in braces may stand behind its host. */
  Optional<String> httpAddress(Node node) {
    return checked(
        node,
        written -> {
          URI uri = uri(PLACE.matcher(written).replaceAll("x"));
          boolean good = isHttp(uri) && uri.getHost() != null && uri.getRawUserInfo() == null;
          return good ? Optional.of(written) : Optional.empty();
        },
        "no address that can be called",
        "write http://host/path or https://host/path, and user and password as settings of their"
            + " own");
  }

  private static boolean isHttp(URI uri) {
    return "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
  }

  private static URI uri(String written) {
    try {
      return new URI(written);
    } catch (URISyntaxException broken) {
      throw new IllegalArgumentException(broken);
    }
  }

  /** A value that a function understands, or a problem that quotes what was written. */
  <T> Optional<T> checked(
      Node node, Function<String, Optional<T>> meaning, String otherwise, String help) {
    Optional<String> written = text(node);
    if (written.isEmpty()) {
      return Optional.empty();
    }
    Optional<T> value = meaningOf(written.get(), meaning);
    if (value.isEmpty()) {
      // What is quoted is what stands in the file: the value behind a ${…} may be a secret.
      problems.add(node, "\"" + asWritten(node) + "\" is " + otherwise, help);
    }
    return value;
  }

  private static <T> Optional<T> meaningOf(String written, Function<String, Optional<T>> meaning) {
    try {
      return meaning.apply(written);
    } catch (IllegalArgumentException unfit) {
      return Optional.empty();
    }
  }

  private static String asWritten(Node node) {
    return node instanceof ScalarNode scalar ? scalar.getValue() : "";
  }
}
