package dev.belfry.service;

import dev.belfry.service.command.CommandLineFrame;
import dev.belfry.service.world.LiveWorld;

/** Where the program starts. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(
        CommandLineFrame.ofProcess((configuration, stored, terminal, metrics) ->
                LiveWorld.of(configuration, stored, terminal, metrics))
            .run(arguments));
  }
}
