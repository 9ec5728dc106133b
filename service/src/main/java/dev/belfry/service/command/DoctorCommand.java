package dev.belfry.service.command;

import dev.belfry.broker.external.ExternalBroker;
import dev.belfry.broker.external.ExternalSettings;
import dev.belfry.connectors.ProbeResult;
import dev.belfry.connectors.Probes;
import dev.belfry.service.StartException;
import dev.belfry.service.config.Configuration;
import dev.belfry.service.config.ExternalBrokerSettings;
import dev.belfry.service.config.ListenAddress;
import dev.belfry.service.rules.RuleFiles;
import dev.belfry.service.store.Store;
import dev.belfry.service.store.StoreException;
import dev.belfry.service.terminal.Colours;
import dev.belfry.service.world.BrokerChoice;
import dev.belfry.service.world.ConnectorSettings;
import dev.belfry.service.world.SinkThreads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Looks whether everything is there that the service needs, and says what to do where not. */
@Command(
    name = "doctor",
    description = "Look whether all is there that the service needs; run it while it is stopped.")
final class DoctorCommand implements Callable<Integer> {
  private final Settings settings;
  private final Console console;
  private final Colours colours;

  @Option(
      names = "--send",
      description = "also send a test mail to everybody and call every endpoint")
  private boolean send;

  DoctorCommand(Settings settings, Console console, boolean colours) {
    this.settings = settings;
    this.console = console;
    this.colours = new Colours(colours);
  }

  @Override
  public Integer call() throws CommandFailure {
    Configuration configuration = settings.read();
    good("Java " + Runtime.version().feature() + ", time zone " + configuration.site().zone());
    good("the configuration can be read");
    // Each is looked at, whatever the others say.
    boolean well = rules(configuration);
    well &= data(configuration);
    for (ListenAddress address : configuration.broker().listen()) {
      well &= port("MQTT", address, "--mqtt-port");
    }
    well &= configuration.broker().external().map(it -> broker(configuration, it)).orElse(true);
    well &= port("HTTP", configuration.http(), "--http-port");
    well &= connectors(configuration);
    console.out().flush();
    return well ? ExitCodes.CLEAN : ExitCodes.PROBLEMS;
  }

  private boolean rules(Configuration configuration) {
    if (!Files.isDirectory(configuration.rules())) {
      return bad("the rules folder " + configuration.rules() + " is not there; make it");
    }
    RuleFiles files = RuleFiles.at(configuration.rules());
    files.problems().forEach(problem -> bad(problem.path() + " " + problem.words()));
    good(configuration.rules() + " holds " + files.files().size() + " rule files");
    return files.problems().isEmpty();
  }

  private boolean data(Configuration configuration) {
    try (Store store = Store.open(configuration.data())) {
      int entries = store.load().entries().size();
      return good(configuration.data() + " can be written and holds " + entries + " entries");
    } catch (StoreException refused) {
      return bad(refused.words());
    }
  }

  private boolean broker(Configuration configuration, ExternalBrokerSettings external) {
    ExternalSettings settings = BrokerChoice.settings(configuration, external);
    return ExternalBroker.refusal(settings)
        .map(why -> bad("the broker " + settings + ": " + why))
        .orElseGet(() -> good("the broker " + settings + " lets Belfry in"));
  }

  /** Tries out mail, cameras and endpoints, and shows a table of them. */
  private boolean connectors(Configuration configuration) throws CommandFailure {
    if (configuration.mail().isEmpty()) {
      good("no mail server is configured: mails are written to files");
    }
    List<ProbeResult> results;
    try {
      results =
          new Probes(
                  ConnectorSettings.of(configuration),
                  new SinkThreads(),
                  InstantSource.system(),
                  () -> UUID.randomUUID().toString())
              .run(send);
    } catch (StartException impossible) {
      throw CommandFailure.misuse(impossible.words());
    }
    results.forEach(this::show);
    return results.stream().allMatch(ProbeResult::ok);
  }

  private void show(ProbeResult result) {
    String row =
        String.format(
            "%-8s  %-14s  %-24s  %6d ms  %s",
            result.kind().name().toLowerCase(Locale.ROOT),
            result.name(),
            result.target(),
            result.millis(),
            result.detail());
    if (result.ok()) {
      good(row);
    } else {
      bad(row);
    }
  }

  private boolean port(String what, ListenAddress address, String option) {
    try (ServerSocket socket =
        new ServerSocket(address.port(), 1, InetAddress.getByName(address.host()))) {
      return good(what + " can listen at " + address.withPort(socket.getLocalPort()));
    } catch (IOException taken) {
      return bad(
          what
              + " cannot listen at "
              + address
              + " ("
              + taken.getMessage()
              + "); another port is chosen with "
              + option);
    }
  }

  private boolean good(String text) {
    console.out().println(colours.good("ok    ") + text);
    return true;
  }

  private boolean bad(String text) {
    console.out().println(colours.bad("FAIL  ") + text);
    return false;
  }
}
