package dev.belfry.service.command;

import dev.belfry.broker.UsersFile;
import dev.belfry.service.Service;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
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
    Map<String, Supplier<Object>> commands = commands(belfry);
    if (arguments.length > 0 && commands.containsKey(arguments[0])) {
      // To make all the others for nothing is a good part of a start.
      commands.keySet().retainAll(Set.of(arguments[0]));
    }
    CommandLine line = line(belfry, commands);
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
    return line(belfry, commands(belfry));
  }

  private CommandLine line(BelfryCommand belfry, Map<String, Supplier<Object>> commands) {
    CommandLine line = new CommandLine(belfry);
    commands.forEach((name, command) -> line.addSubcommand(name, command.get()));
    return line.setOut(console.out())
        .setErr(console.err())
        .setUsageHelpAutoWidth(true)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(
                colours ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
  }

  private Map<String, Supplier<Object>> commands(BelfryCommand belfry) {
    Settings settings = new Settings(belfry, currentFolder, environment);
    Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put("run", () -> new RunCommand(settings, console, colours, worlds));
    commands.put("check", () -> new CheckCommand(settings, console, colours));
    commands.put("explain", () -> new ExplainCommand(console, colours));
    commands.put("test", () -> new TestCommand(settings, console, colours));
    commands.put("replay", () -> new ReplayCommand(settings, console, colours, System.in));
    commands.put("record", () -> new RecordCommand(settings, console, InstantSource.system()));
    commands.put("history", () -> new HistoryCommand(settings, console, InstantSource.system()));
    commands.put("rules", () -> new RulesCommand(settings, console));
    commands.put("outbox", () -> new OutboxCommand(settings, console));
    commands.put("fmt", () -> new FmtCommand(settings, console, colours, System.in));
    commands.put(
        "user", () -> new UserCommand(settings, CommandLineFrame::putUser, Passwords::ask));
    commands.put("repair", () -> new RepairCommand(settings, console, InstantSource.system()));
    commands.put("doctor", () -> new DoctorCommand(settings, console, colours));
    return commands;
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
