package dev.belfry.service.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Asks a person for a password without showing it, or reads it from a pipe. */
final class Passwords {
  private Passwords() {}

  // Newer Javas give a console also where there is no keyboard: hence the launcher says it.
  @SuppressWarnings("SystemConsoleNull")
  static Optional<String> ask() {
    java.io.Console terminal = System.console();
    if (terminal != null && Boolean.getBoolean("belfry.keyboard")) {
      return Optional.ofNullable(terminal.readPassword("Password: ")).map(String::new);
    }
    try {
      BufferedReader reader =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      return Optional.ofNullable(reader.readLine());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
