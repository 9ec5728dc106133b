package dev.belfry.service.config;

/**
 * Where to listen.
 *
 * @param host a name or an address, IPv6 without brackets
 * @param port 0 to 65535; 0 takes a free one
 */
public record ListenAddress(String host, int port) {
  @Override
  public String toString() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }

  /** The same host at another port. */
  public ListenAddress withPort(int other) {
    return new ListenAddress(host, other);
  }
}
