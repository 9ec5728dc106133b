package dev.belfry.service.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Parses the command line, runs the command, and turns whatever goes wrong into words. */
public final class CommandLineFrame {
  private final Console console;
  private final boolean colours;

  CommandLineFrame(Console console, boolean colours) {
    this.console = console;
    this.colours = colours;
  }

  /** The frame of this process: its streams and its environment. */
  public static CommandLineFrame ofProcess() {
    Console console =
        new Console(
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    Map<String, String> environment = System.getenv();
    // The launcher says whether this is a terminal: Java 21 and 22 answer that differently.
    boolean colours =
        Boolean.getBoolean("belfry.terminal") && environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new CommandLineFrame(console, colours);
  }

  /** Runs what the arguments ask for and returns the exit code. */
  public int run(String... arguments) {
    BelfryCommand belfry = new BelfryCommand();
    CommandLine line =
        new CommandLine(belfry)
            .setOut(console.out())
            .setErr(console.err())
            .setUsageHelpAutoWidth(true)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setColorScheme(
                CommandLine.Help.defaultColorScheme(
                    colours ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
    line.setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, belfry));
    line.setParameterExceptionHandler((wrong, given) -> {
      console.err().println("belfry: " + wrong.getMessage());
      console.err().println("\"belfry --help\" shows what there is.");
      return ExitCodes.MISUSE;
    });
    return line.setExecutionStrategy(CommandLineFrame::runLast).execute(arguments);
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
