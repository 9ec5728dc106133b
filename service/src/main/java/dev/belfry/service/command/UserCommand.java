package dev.belfry.service.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Manages the users who may connect to the broker. */
@Command(name = "user", description = "Manage the users who may connect to the broker.")
final class UserCommand implements Runnable {
  private final Settings settings;
  private final Users users;
  private final Supplier<Optional<String>> passwords;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Keeps the users of a file. */
  @FunctionalInterface
  interface Users {
    /**
     * Adds a user or gives one another password.
     *
     * @throws IllegalArgumentException for a name or a password that cannot be
     */
    void put(Path file, String name, String password) throws IOException;
  }

  UserCommand(Settings settings, Users users, Supplier<Optional<String>> passwords) {
    this.settings = settings;
    this.users = users;
    this.passwords = passwords;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do: user add NAME");
  }

  @Command(
      name = "add",
      description = {
        "Add a user, or give one another password.",
        "The password is asked for; without a terminal it is the first line of standard input."
      })
  int add(@Parameters(paramLabel = "NAME", description = "the user's name") String name)
      throws CommandFailure, IOException {
    Path file =
        settings
            .read()
            .broker()
            .users()
            .orElseThrow(() ->
                CommandFailure.misuse(
                    "the configuration names no file of users; add to belfry.yaml:\n"
                        + "  broker: { users: users.txt }"));
    String password =
        passwords.get().orElseThrow(() -> CommandFailure.misuse("no password was given"));
    try {
      users.put(file, name, password);
    } catch (IllegalArgumentException unfit) {
      throw CommandFailure.misuse(String.valueOf(unfit.getMessage()));
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(name + " may connect; the password's hash is in " + file);
    return ExitCodes.CLEAN;
  }
}
