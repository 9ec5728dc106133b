package dev.belfry.service.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the settings of an HTTP endpoint. */
final class HttpReader {
  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
  private static final String HEADER_NAME = "[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}";

  private final Values values;
  private final Problems problems;

  HttpReader(Values values, Problems problems) {
    this.values = values;
    this.problems = problems;
  }

  Optional<HttpSettings> http(Section section) {
    String method =
        section.value("method").flatMap(node -> values.oneOf(node, METHODS)).orElse("POST");
    Optional<String> url = section.required("url").flatMap(values::httpAddress);
    Map<String, Secret> headers = section.section("headers").map(this::headers).orElse(Map.of());
    Optional<Secret> body = section.value("body").flatMap(values::secret);
    Optional<Duration> deadline = section.value("deadline").flatMap(values::duration);
    Optional<String> user = section.value("user").flatMap(values::text);
    Optional<Secret> password = section.value("password").flatMap(values::secret);
    section.complainAboutTheRest();
    return url.map(
        address -> new HttpSettings(method, address, headers, body, deadline, user, password));
  }

  private Map<String, Secret> headers(Section section) {
    Map<String, Secret> headers = new LinkedHashMap<>();
    section
        .named()
        .forEach((name, node) -> {
          if (!name.matches(HEADER_NAME)) {
            problems.add(section.keyNode(name), "\"" + name + "\" is no name of a header");
          }
          values.secret(node).ifPresent(value -> headers.put(name, value));
        });
    return headers;
  }
}
