package dev.belfry.fuzz;

import dev.belfry.analysis.Advice;
import dev.belfry.catalog.Catalog;
import dev.belfry.catalog.Site;
import dev.belfry.diagnostic.Diagnostic;
import dev.belfry.diagnostic.TextRenderer;
import dev.belfry.format.Formatted;
import dev.belfry.format.Formatter;
import dev.belfry.machine.Input;
import dev.belfry.machine.Machine;
import dev.belfry.program.Compilation;
import dev.belfry.source.SourceFile;
import dev.belfry.source.Span;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What must be true of any text that is taken for a rule file. */
final class Examination {
  /** Of the processor, not of the clock: other programs may be busy. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Pattern CODE = Pattern.compile("E0[1-6]\\d\\d|W07\\d\\d");
  private static final long START = Instant.parse("2026-01-01T12:00:00Z").toEpochMilli();
  private static final Catalog CATALOG =
      new Catalog(
          new Site("Home", ZoneId.of("Europe/Berlin"), Optional.of(new Site.Place(52.52, 13.405))),
          Set.of("owner", "neighbour"),
          Set.of("porch"),
          Set.of("siren_api"));

  private final SourceFile file;

  private Examination(String text) {
    this.file = new SourceFile("fuzz.rules", text);
  }

  /** Throws what a part of Belfry threw, or an error that says what is not as it must be. */
  static void examine(String text) {
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    new Examination(text).compile();
    long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
    require(nanos < PATIENCE.toNanos(), "took " + nanos / 1_000_000 + " ms");
  }

  private void compile() {
    Compilation compilation = Compilation.of(List.of(file), CATALOG);
    compilation.diagnostics().forEach(this::examine);
    require(
        compilation.program().isPresent()
            == compilation.diagnostics().stream().noneMatch(Diagnostic::isError),
        "a program in spite of an error, or none without");
    require(
        Compilation.of(List.of(file), CATALOG).diagnostics().equals(compilation.diagnostics()),
        "the same text, told otherwise the second time");
    compilation
        .program()
        .ifPresent(program -> Machine.fresh().step(new Input.Started(START, program)));
    Advice.about(compilation).diagnostics().forEach(this::examine);
    require(Formatter.format(file) instanceof Formatted.Done, "the layout changes what it means");
  }

  private void examine(Diagnostic diagnostic) {
    require(CODE.matcher(diagnostic.code()).matches(), "no code: " + diagnostic.code());
    require(!diagnostic.message().isBlank(), diagnostic.code() + " has no message");
    require(!diagnostic.label().isBlank(), diagnostic.code() + " has no label");
    require(
        diagnostic.help().stream().noneMatch(String::isBlank), diagnostic.code() + " helps nobody");
    requireInside(diagnostic, diagnostic.span());
    diagnostic.secondary().forEach(label -> requireInside(diagnostic, label.span()));
    require(
        new TextRenderer(false).render(diagnostic).contains(diagnostic.message()),
        diagnostic.code() + " is not shown");
  }

  /** The end of the file is a place too, one character wide. */
  private void requireInside(Diagnostic diagnostic, Span span) {
    int length = file.text().length();
    require(
        span.start() >= 0
            && span.start() <= span.end()
            && span.start() <= length
            && span.end() <= length + 1,
        diagnostic.code() + " at " + span + " of " + length);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
