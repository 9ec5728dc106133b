package dev.belfry.service.command;

import java.nio.file.Path;

/** What is said where a command needs the service and none runs. */
final class NoService {
  private NoService() {}

  static CommandFailure at(Path data) {
    return CommandFailure.misuse(
        "no service runs on the data folder "
            + data
            + "; start it with \"belfry run\", or name its folder with --data");
  }
}
