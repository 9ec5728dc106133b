package dev.belfry.service.command;

import dev.belfry.service.explain.Page;
import dev.belfry.service.explain.PageText;
import dev.belfry.service.explain.Pages;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows the page of a diagnostic. */
@Command(
    name = "explain",
    description = {
      "Show what the code of an error or a warning means, and how it is put right.",
      "Without a code: all that there are."
    })
final class ExplainCommand implements Callable<Integer> {
  private final Console console;
  private final boolean colours;

  @Parameters(arity = "0..1", paramLabel = "CODE", description = "as it is shown: E0302")
  private Optional<String> code = Optional.empty();

  ExplainCommand(Console console, boolean colours) {
    this.console = console;
    this.colours = colours;
  }

  @Override
  public Integer call() throws CommandFailure {
    Pages pages = new Pages();
    if (code.isEmpty()) {
      pages.all().forEach(page -> console.out().println(bold(page.code()) + "  " + page.title()));
    } else {
      Page page = pages.find(code.get()).orElseThrow(() -> unknown(code.get(), pages));
      console.out().print(PageText.of(page, colours));
    }
    console.out().flush();
    return ExitCodes.CLEAN;
  }

  private static CommandFailure unknown(String written, Pages pages) {
    List<String> near = pages.near(written);
    return CommandFailure.misuse(
        near.isEmpty()
            ? "\""
                + written
                + "\" is no code; codes look like E0302, and \"belfry explain\" lists all"
            : "there is no code " + written + "; the nearest are " + String.join(", ", near));
  }

  private String bold(String text) {
    return colours ? "\u001B[1m" + text + "\u001B[0m" : text;
  }
}
