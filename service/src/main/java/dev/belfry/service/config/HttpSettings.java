package dev.belfry.service.config;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP endpoint that rules may call.
 *
 * @param url http or https; may have places such as {@code {payload.level}} behind its host
 * @param headers sent along; their values may be secrets
 * @param body what is sent; absent: what the rule gives
 * @param deadline how long one call may take
 */
public record HttpSettings(
    String method,
    String url,
    Map<String, Secret> headers,
    Optional<Secret> body,
    Optional<Duration> deadline,
    Optional<String> user,
    Optional<Secret> password) {
  /** Without address, headers and body: they may hold secrets. */
  @Override
  public String toString() {
    return "HttpSettings[" + method + " " + headers.keySet() + "]";
  }
}
