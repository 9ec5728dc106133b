package dev.belfry.service.command;

import dev.belfry.codec.Printed;
import dev.belfry.codec.Value;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what waits to be delivered and what was given up, and settles the latter. */
@Command(
    name = "outbox",
    description = {
      "Show what the running service has yet to deliver, and what it gave up.",
      "What was given up is kept until it is tried again or thrown away."
    },
    synopsisSubcommandLabel = "[retry ID…|--all | discard ID…|--all]")
final class OutboxCommand implements Callable<Integer> {
  /** A text is shown on one line. */
  private static final int MOST_SHOWN = 60;

  private final Console console;

  @Mixin private final RunningService service;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES}; default: text")
  private Format format = Format.TEXT;

  OutboxCommand(Settings settings, Console console) {
    this.service = new RunningService(settings);
    this.console = console;
  }

  /** How deliveries are listed. */
  enum Format {
    TEXT,
    JSON
  }

  @Override
  public Integer call() throws CommandFailure, InterruptedException {
    Value deliveries = service.client().get("/api/outbox");
    PrintWriter out = console.out();
    switch (format) {
      case JSON -> out.println(Printed.json(deliveries));
      case TEXT -> show(fields(deliveries), out);
    }
    out.flush();
    return ExitCodes.CLEAN;
  }

  private static void show(List<Map<String, Value>> deliveries, PrintWriter out) {
    if (deliveries.isEmpty()) {
      out.println("everything is delivered");
    }
    for (Map<String, Value> each : deliveries) {
      String what = text(each, "what").replaceAll("\\s+", " ").strip();
      out.printf(
          "%-8s %-20s %s  %s → %s: %s%n",
          isDead(each) ? "given up" : "waits",
          text(each, "id"),
          text(each, "since"),
          text(each, "cause"),
          text(each, "sink").equals("broker")
              ? text(each, "target")
              : text(each, "sink") + " " + text(each, "target"),
          what.length() <= MOST_SHOWN ? what : what.substring(0, MOST_SHOWN) + "…");
      if (isDead(each)) {
        out.println("         " + text(each, "reason"));
      }
    }
  }

  @Command(name = "retry", description = "Try again what was given up.")
  int retry(
      @Parameters(arity = "0..*", paramLabel = "ID", description = "as the list shows it")
          List<String> ids,
      @Option(names = "--all", description = "everything that was given up") boolean all)
      throws CommandFailure, InterruptedException {
    return settle("/api/outbox/retry", "is tried again", ids, all);
  }

  @Command(name = "discard", description = "Throw away what was given up.")
  int discard(
      @Parameters(arity = "0..*", paramLabel = "ID", description = "as the list shows it")
          List<String> ids,
      @Option(names = "--all", description = "everything that was given up") boolean all)
      throws CommandFailure, InterruptedException {
    return settle("/api/outbox/discard", "is thrown away", ids, all);
  }

  private int settle(String path, String done, List<String> named, boolean all)
      throws CommandFailure, InterruptedException {
    ServiceClient client = service.client();
    List<String> ids = new ArrayList<>(named == null ? List.of() : named);
    if (all) {
      fields(client.get("/api/outbox")).stream()
          .filter(OutboxCommand::isDead)
          .forEach(each -> ids.add(text(each, "id")));
    } else if (ids.isEmpty()) {
      throw CommandFailure.misuse("say which, by its id, or --all");
    }
    for (String id : ids) {
      client.post(path, new Value.Fields(Map.of("id", new Value.Text(id))));
      console.out().println(id + " " + done);
    }
    console.out().flush();
    return ExitCodes.CLEAN;
  }

  private static List<Map<String, Value>> fields(Value deliveries) {
    List<Map<String, Value>> all = new ArrayList<>();
    if (deliveries instanceof Value.Items items) {
      for (Value item : items.items()) {
        if (item instanceof Value.Fields it) {
          all.add(it.fields());
        }
      }
    }
    return all;
  }

  private static boolean isDead(Map<String, Value> delivery) {
    return delivery.get("dead") == Value.Truth.TRUE;
  }

  private static String text(Map<String, Value> fields, String name) {
    return Printed.text(fields.getOrDefault(name, Value.Truth.UNKNOWN));
  }
}
