package dev.belfry.service.command;

import dev.belfry.broker.UsersFile;
import dev.belfry.service.Service;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Parses the command line, runs the command, and turns whatever goes wrong into words. */
public final class CommandLineFrame {
  private final Console console;
  private final boolean colours;
  private final Map<String, String> environment;
  private final Path currentFolder;
  private final Service.WorldMaker worlds;

  CommandLineFrame(
      Console console,
      boolean colours,
      Map<String, String> environment,
      Path currentFolder,
      Service.WorldMaker worlds) {
    this.console = console;
    this.colours = colours;
    this.environment = environment;
    this.currentFolder = currentFolder;
    this.worlds = worlds;
  }

  /** The frame of this process: its streams, its environment and its folder. */
  public static CommandLineFrame ofProcess(Service.WorldMaker worlds) {
    Console console =
        new Console(
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    Map<String, String> environment = System.getenv();
    // The launcher says whether this is a terminal: Java 21 and 22 answer that differently.
    boolean colours =
        Boolean.getBoolean("belfry.terminal") && environment.getOrDefault("NO_COLOR", "").isEmpty();
    Path currentFolder = Path.of("").toAbsolutePath();
    return new CommandLineFrame(console, colours, environment, currentFolder, worlds);
  }

  /** Runs what the arguments ask for and returns the exit code. */
  public int run(String... arguments) {
    BelfryCommand belfry = new BelfryCommand();
    CommandLine line = line(belfry);
    line.setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, belfry));
    line.setParameterExceptionHandler((wrong, given) -> {
      console.err().println("belfry: " + wrong.getMessage());
      console.err().println("\"belfry --help\" shows what there is.");
      return ExitCodes.MISUSE;
    });
    return line.setExecutionStrategy(CommandLineFrame::runLast).execute(arguments);
  }

  /** The command line with all of its commands, not yet parsed. */
  CommandLine line(BelfryCommand belfry) {
    return withCommands(new CommandLine(belfry), belfry)
        .setOut(console.out())
        .setErr(console.err())
        .setUsageHelpAutoWidth(true)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(
                colours ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
  }

  private CommandLine withCommands(CommandLine line, BelfryCommand belfry) {
    Settings settings = new Settings(belfry, currentFolder, environment);
    return line.addSubcommand("run", new RunCommand(settings, console, colours, worlds))
        .addSubcommand("check", new CheckCommand(settings, console, colours))
        .addSubcommand("explain", new ExplainCommand(console, colours))
        .addSubcommand("test", new TestCommand(settings, console, colours))
        .addSubcommand("replay", new ReplayCommand(settings, console, colours, System.in))
        .addSubcommand("record", new RecordCommand(settings, console, InstantSource.system()))
        .addSubcommand("history", new HistoryCommand(settings, console, InstantSource.system()))
        .addSubcommand("rules", new RulesCommand(settings, console))
        .addSubcommand("outbox", new OutboxCommand(settings, console))
        .addSubcommand("fmt", new FmtCommand(settings, console, colours, System.in))
        .addSubcommand("user", new UserCommand(settings, CommandLineFrame::putUser, Passwords::ask))
        .addSubcommand("repair", new RepairCommand(settings, console, InstantSource.system()))
        .addSubcommand("doctor", new DoctorCommand(settings, console, colours));
  }

  private static void putUser(Path file, String name, String password) throws IOException {
    new UsersFile(file).put(name, password);
  }

  private static int runLast(ParseResult parsed) {
    return new CommandLine.RunLast().execute(parsed);
  }

  private int explain(Exception failure, BelfryCommand belfry) {
    if (failure instanceof CommandFailure said) {
      console.err().println("belfry: " + said.getMessage());
      return said.exitCode();
    }
    if (belfry.debug()) {
      failure.printStackTrace(console.err());
    } else {
      console
          .err()
          .println("belfry: this is a bug of ours, not of yours: " + failure + traceIn(failure));
    }
    return ExitCodes.OUR_BUG;
  }

  private static String traceIn(Exception failure) {
    try {
      Path log = Files.createTempFile("belfry-", ".log");
      try (PrintWriter writer = new PrintWriter(Files.newBufferedWriter(log))) {
        failure.printStackTrace(writer);
      }
      return " (all of it is in " + log + ")";
    } catch (IOException unwritable) {
      return " (--debug shows all of it)";
    }
  }
}
