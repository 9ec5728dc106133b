package dev.belfry.service;

import dev.belfry.service.command.CommandLineFrame;

/** Where the program starts. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(
        CommandLineFrame.ofProcess((configuration, stored) -> new QuietWorld()).run(arguments));
  }
}
