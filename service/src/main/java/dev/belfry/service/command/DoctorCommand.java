package dev.belfry.service.command;

import dev.belfry.service.config.Configuration;
import dev.belfry.service.config.ListenAddress;
import dev.belfry.service.rules.RuleFiles;
import dev.belfry.service.store.Store;
import dev.belfry.service.store.StoreException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Looks whether everything is there that the service needs, and says what to do where not. */
@Command(
    name = "doctor",
    description = "Look whether all is there that the service needs; run it while it is stopped.")
final class DoctorCommand implements Callable<Integer> {
  private final Settings settings;
  private final Console console;

  DoctorCommand(Settings settings, Console console) {
    this.settings = settings;
    this.console = console;
  }

  @Override
  public Integer call() throws CommandFailure {
    Configuration configuration = settings.read();
    good("Java " + Runtime.version().feature() + ", time zone " + configuration.site().zone());
    good("the configuration can be read");
    mail(configuration);
    // Each is looked at, whatever the others say.
    boolean well = rules(configuration);
    well &= data(configuration);
    for (ListenAddress address : configuration.broker().listen()) {
      well &= port("MQTT", address, "--mqtt-port");
    }
    well &= port("HTTP", configuration.http(), "--http-port");
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

  private void mail(Configuration configuration) {
    good(
        configuration
            .mail()
            .map(mail -> "mail goes through " + mail.host() + ":" + mail.port())
            .orElse("no mail server is configured: mails are written to files"));
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
    console.out().println("ok    " + text);
    return true;
  }

  private boolean bad(String text) {
    console.out().println("FAIL  " + text);
    return false;
  }
}
