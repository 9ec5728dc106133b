package dev.belfry.connectors.sink;

/** A user and the password that proves them; the password never shows in text. */
public record Credentials(String user, String password) {
  @Override
  public String toString() {
    return "Credentials[user=" + user + ", password=***]";
  }
}
