package dev.belfry.service.command;

import dev.belfry.codec.Printed;
import dev.belfry.codec.Value;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the rules of the running service, switches them, and lets them run. */
@Command(
    name = "rules",
    description = "Show the rules of the running service, switch them off and on, let them run.",
    synopsisSubcommandLabel = "list | on NAME | off NAME | run NAME")
final class RulesCommand implements Runnable {
  private final Console console;

  @Mixin private final RunningService service;

  @Spec private CommandSpec spec = CommandSpec.create();

  RulesCommand(Settings settings, Console console) {
    this.service = new RunningService(settings);
    this.console = console;
  }

  /** How rules are listed. */
  enum Format {
    TEXT,
    JSON
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do: rules list");
  }

  @Command(name = "list", description = "Show each rule, where it stands, and whether it is on.")
  int list(
      @Option(
              names = "--format",
              defaultValue = "text",
              description = "${COMPLETION-CANDIDATES}; default: text")
          Format format)
      throws CommandFailure, InterruptedException {
    Value rules = service.client().get("/api/rules");
    PrintWriter out = console.out();
    switch (format) {
      case JSON -> out.println(Printed.json(rules));
      case TEXT -> {
        if (rules instanceof Value.Items items) {
          items.items().forEach(rule -> out.println(line(rule)));
        }
      }
    }
    out.flush();
    return ExitCodes.CLEAN;
  }

  private static String line(Value rule) {
    Map<String, Value> fields = rule instanceof Value.Fields it ? it.fields() : Map.of();
    boolean on = fields.get("on") == Value.Truth.TRUE;
    return (on ? "on   " : "off  ")
        + text(fields, "file")
        + ":"
        + text(fields, "line")
        + "  "
        + text(fields, "name");
  }

  private static String text(Map<String, Value> fields, String name) {
    return Printed.text(fields.getOrDefault(name, Value.Truth.UNKNOWN));
  }

  @Command(name = "on", description = "Switch a rule on again.")
  int on(@Parameters(paramLabel = "NAME", description = "the rule's name") String name)
      throws CommandFailure, InterruptedException {
    return switchRule(name, true);
  }

  @Command(
      name = "off",
      description = {
        "Switch a rule off, until it is switched on again; a restart changes nothing about it.",
        "Its runs end; if its state holds, what stands behind \"finally\" happens."
      })
  int off(@Parameters(paramLabel = "NAME", description = "the rule's name") String name)
      throws CommandFailure, InterruptedException {
    return switchRule(name, false);
  }

  private int switchRule(String name, boolean on) throws CommandFailure, InterruptedException {
    Map<String, Value> order = new LinkedHashMap<>();
    order.put("rule", new Value.Text(name));
    order.put("on", Value.Truth.of(on));
    service.client().post("/api/rules/switch", new Value.Fields(order));
    console.out().println("\"" + name + "\" is " + (on ? "on" : "off"));
    return ExitCodes.CLEAN;
  }

  @Command(name = "run", description = "Let a rule run now, as if what it waits for had happened.")
  int run(
      @Parameters(paramLabel = "NAME", description = "the rule's name") String name,
      @Option(
              names = "--key",
              arity = "1..*",
              paramLabel = "CAPTURE=TEXT",
              description = "what the rule's captures are: --key room=hall")
          List<String> key)
      throws CommandFailure, InterruptedException {
    Map<String, Value> captures = new LinkedHashMap<>();
    for (String part : key == null ? List.<String>of() : key) {
      int at = part.indexOf('=');
      if (at <= 0) {
        throw CommandFailure.misuse(
            "\"" + part + "\" is no capture with its text; write --key room=hall");
      }
      captures.put(part.substring(0, at), new Value.Text(part.substring(at + 1)));
    }
    Map<String, Value> order = new LinkedHashMap<>();
    order.put("rule", new Value.Text(name));
    order.put("key", new Value.Fields(captures));
    service.client().post("/api/rules/run", new Value.Fields(order));
    console.out().println("\"" + name + "\" ran");
    return ExitCodes.CLEAN;
  }
}
