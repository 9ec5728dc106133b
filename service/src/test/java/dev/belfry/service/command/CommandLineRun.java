package dev.belfry.service.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;

/** What a command line printed, and how it ended. */
record CommandLineRun(int code, String out, String err) {
  /** Runs a command line in a folder. */
  static CommandLineRun in(Path folder, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Console console = new Console(new PrintWriter(out, true), new PrintWriter(err, true));
    int code = frame(folder, console).run(arguments);
    return new CommandLineRun(code, out.toString(), err.toString());
  }

  /** A frame that starts no service. */
  static CommandLineFrame frame(Path folder, Console console) {
    return new CommandLineFrame(
        console,
        false,
        Map.of(),
        folder,
        (configuration, stored, terminal, metrics) -> {
          throw new AssertionError("no service is started here");
        });
  }
}
