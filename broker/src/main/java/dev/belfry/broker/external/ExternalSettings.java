package dev.belfry.broker.external;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Which broker to connect to, and as whom.
 *
 * @param clientId the session of this name waits at the broker while we are away
 * @param statusTopic where the last will says {@code offline}, retained
 * @param filters the file of the topic filters that the session has, to take back old ones
 * @param firstPause before the first attempt after a failure; each further pause is twice as long
 * @param longestPause the longest pause between two attempts
 */
public record ExternalSettings(
    String host,
    int port,
    Optional<String> user,
    Optional<String> password,
    String clientId,
    String statusTopic,
    Path filters,
    Duration firstPause,
    Duration longestPause) {
  /** Settings with the usual pauses: from one second to half a minute. */
  public static ExternalSettings of(
      String host,
      int port,
      Optional<String> user,
      Optional<String> password,
      String clientId,
      String statusTopic,
      Path filters) {
    return new ExternalSettings(
        host,
        port,
        user,
        password,
        clientId,
        statusTopic,
        filters,
        Duration.ofSeconds(1),
        Duration.ofSeconds(30));
  }

  /** The same with other pauses. */
  public ExternalSettings withPauses(Duration first, Duration longest) {
    return new ExternalSettings(
        host, port, user, password, clientId, statusTopic, filters, first, longest);
  }

  /** The same under an id of its own, so that nobody's session is taken over. */
  ExternalSettings forTrial() {
    return new ExternalSettings(
        host,
        port,
        user,
        password,
        clientId + "-trial",
        statusTopic,
        filters,
        firstPause,
        longestPause);
  }

  /** The address without the password, as a person would type it. */
  @Override
  public String toString() {
    String name = user.map(it -> it + "@").orElse("");
    return "mqtt://" + name + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
