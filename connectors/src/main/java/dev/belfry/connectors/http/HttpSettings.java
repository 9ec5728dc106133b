package dev.belfry.connectors.http;

import dev.belfry.connectors.sink.Credentials;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An HTTP endpoint of the configuration.
 *
 * @param url made by {@link Template#url}
 * @param headers each made by {@link Template#header}
 * @param body made by {@link Template#body}; without one the rule's payload is the body
 * @param deadline for one whole call, from connecting to the last byte
 * @param credentials shown when the endpoint asks for them, by Digest or Basic
 * @param responseCapBytes how much of an answer is read
 */
public record HttpSettings(
    HttpMethod method,
    Template url,
    Map<String, Template> headers,
    Optional<Template> body,
    Duration deadline,
    Optional<Credentials> credentials,
    int responseCapBytes) {
  public static final Duration DEADLINE = Duration.ofSeconds(10);
  public static final int RESPONSE_CAP_BYTES = 64 * 1024;

  /** Headers that the connection itself decides. */
  private static final Set<String> RESERVED =
      Set.of("host", "content-length", "transfer-encoding", "connection", "expect", "upgrade");

  /**
   * @throws IllegalArgumentException if a header's name is none or one that the connection decides
   */
  public HttpSettings {
    headers.keySet().forEach(HttpSettings::requireHeaderName);
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  /** An endpoint that gets the rule's payload as it is, within the usual limits. */
  public static HttpSettings of(HttpMethod method, Template url) {
    return new HttpSettings(
        method, url, Map.of(), Optional.empty(), DEADLINE, Optional.empty(), RESPONSE_CAP_BYTES);
  }

  private static void requireHeaderName(String name) {
    if (!name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}")) {
      throw new IllegalArgumentException("\"" + name + "\" is no name of an HTTP header");
    }
    if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException("the connection itself decides the header " + name);
    }
  }

  /** Without header values, body and query: any of them may hold a token. */
  @Override
  public String toString() {
    return "HttpSettings[" + method + " " + url.withoutQuery() + ", " + headers.keySet() + "]";
  }
}
