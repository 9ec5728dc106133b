package dev.belfry.service.command;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The option by which a command names the running service that it talks to. */
final class RunningService {
  private final Settings settings;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "the data folder of the service")
  private Optional<Path> data = Optional.empty();

  RunningService(Settings settings) {
    this.settings = settings;
  }

  /** A client of that service. */
  ServiceClient client() throws CommandFailure {
    return ServiceClient.on(
        data.isPresent() ? settings.currentFolder().resolve(data.get()) : settings.read().data());
  }
}
