package dev.belfry.service.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Stands where a command will be. */
@Command(description = "Not there yet.")
final class LaterCommand implements Callable<Integer> {
  private final String name;

  LaterCommand(String name) {
    this.name = name;
  }

  @Override
  public Integer call() throws CommandFailure {
    throw CommandFailure.misuse(name + " is not there yet");
  }
}
