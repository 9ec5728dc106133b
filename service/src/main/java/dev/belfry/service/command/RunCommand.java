package dev.belfry.service.command;

import dev.belfry.service.Service;
import dev.belfry.service.StartException;
import dev.belfry.service.config.Configuration;
import dev.belfry.service.terminal.Terminal;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the service until it is told to end. */
@Command(
    name = "run",
    description = "Run the service.",
    footer = {
      "",
      "It prints a line that begins with \"ready\" when the broker listens and the rules are"
          + " loaded.",
      "SIGTERM or Ctrl-C ends it within 10 seconds, losing nothing."
    })
final class RunCommand implements Callable<Integer> {
  private final Settings settings;
  private final Console console;
  private final boolean colours;
  private final Service.WorldMaker worlds;

  @Option(names = "--rules", paramLabel = "DIR", description = "the folder of rule files")
  private Optional<Path> rules = Optional.empty();

  @Option(names = "--data", paramLabel = "DIR", description = "the folder of all that lasts")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = "--mqtt-port",
      paramLabel = "N",
      converter = PortConverter.class,
      description = "the broker's port, 0 for a free one")
  private Optional<Integer> mqttPort = Optional.empty();

  @Option(
      names = "--http-port",
      paramLabel = "N",
      converter = PortConverter.class,
      description = "the HTTP port, 0 for a free one")
  private Optional<Integer> httpPort = Optional.empty();

  @Option(names = "--quiet", description = "show problems only")
  private boolean quiet;

  RunCommand(Settings settings, Console console, boolean colours, Service.WorldMaker worlds) {
    this.settings = settings;
    this.console = console;
    this.colours = colours;
    this.worlds = worlds;
  }

  @Override
  public Integer call() throws CommandFailure, InterruptedException, ExecutionException {
    Configuration configuration = configured(settings.read());
    Terminal terminal =
        new Terminal(
            console.out(), colours, quiet, configuration.site().zone(), InstantSource.system());
    Service.Running running;
    try {
      running = Service.start(configuration, terminal, worlds);
    } catch (StartException inTheWay) {
      throw CommandFailure.misuse(inTheWay.words());
    }
    terminal.say("ready at " + String.join(", ", running.addresses()));
    return untilTheEnd(running);
  }

  private Configuration configured(Configuration read) throws CommandFailure {
    if (mqttPort.isPresent() && read.broker().external().isPresent()) {
      throw CommandFailure.misuse(
          "--mqtt-port is a port of Belfry's own broker, and the configuration puts another in its"
              + " place; its port stands in \"external\"");
    }
    return read.with(
        new Configuration.Overrides(
            rules.map(this::absolute), data.map(this::absolute), mqttPort, httpPort));
  }

  private Path absolute(Path path) {
    return settings.currentFolder().resolve(path).normalize();
  }

  private static int untilTheEnd(Service.Running running)
      throws InterruptedException, ExecutionException {
    Thread end =
        new Thread(
            () -> {
              running.service().close();
              // Told to end and ended well: that is no failure, whatever the signal.
              Runtime.getRuntime().halt(ExitCodes.CLEAN);
            },
            "end");
    Runtime.getRuntime().addShutdownHook(end);
    try {
      running.ended().toCompletableFuture().get();
      // The hook ends the process.
      end.join();
      return ExitCodes.CLEAN;
    } catch (ExecutionException broken) {
      Runtime.getRuntime().removeShutdownHook(end);
      running.service().close();
      throw broken;
    }
  }
}
