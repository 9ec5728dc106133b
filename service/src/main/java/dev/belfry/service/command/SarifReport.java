package dev.belfry.service.command;

import dev.belfry.diagnostic.Diagnostic;
import dev.belfry.service.Version;
import dev.belfry.service.explain.Page;
import dev.belfry.service.explain.PageText;
import dev.belfry.service.explain.Pages;
import dev.belfry.service.rules.RuleProblem;
import dev.belfry.source.SourceFile;
import dev.belfry.source.Span;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes diagnostics as SARIF 2.1.0, which editors and code hosts show beside the lines they are
 * about. One run; its rules are the codes that occur, each with its page.
 *
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">the standard</a>
 */
final class SarifReport {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json";

  private final JsonGenerator json;
  private final URI currentFolder;
  private final List<Page> rules;

  private SarifReport(JsonGenerator json, Path currentFolder, List<FiledDiagnostic> findings) {
    this.json = json;
    this.currentFolder = currentFolder.toUri();
    Pages pages = new Pages();
    this.rules =
        findings.stream()
            .map(finding -> finding.diagnostic().code())
            .distinct()
            .sorted()
            .flatMap(code -> pages.of(code).stream())
            .toList();
  }

  /**
   * Writes the whole report.
   *
   * @param unread what could not be read, and why
   */
  static void write(
      List<FiledDiagnostic> findings,
      List<RuleProblem> unread,
      Path currentFolder,
      PrintWriter out) {
    JsonFactory factory =
        JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
    try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), out)) {
      new SarifReport(json, currentFolder, findings).write(findings, unread);
    }
    out.println();
  }

  private void write(List<FiledDiagnostic> findings, List<RuleProblem> unread) {
    json.writeStartObject();
    json.writeStringProperty("$schema", SCHEMA);
    json.writeStringProperty("version", "2.1.0");
    json.writeArrayPropertyStart("runs");
    json.writeStartObject();
    writeTool();
    writeInvocation(unread);
    json.writeStringProperty("columnKind", "unicodeCodePoints");
    json.writeArrayPropertyStart("results");
    findings.forEach(this::writeResult);
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }

  private void writeTool() {
    json.writeObjectPropertyStart("tool");
    json.writeObjectPropertyStart("driver");
    json.writeStringProperty("name", "Belfry");
    json.writeStringProperty("version", Version.ofThisProgram());
    json.writeArrayPropertyStart("rules");
    rules.forEach(this::writeRule);
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }

  private void writeRule(Page page) {
    json.writeStartObject();
    json.writeStringProperty("id", page.code());
    writeText("shortDescription", page.title());
    json.writeObjectPropertyStart("help");
    json.writeStringProperty("text", PageText.of(page, false));
    json.writeStringProperty("markdown", page.markdown());
    json.writeEndObject();
    json.writeObjectPropertyStart("defaultConfiguration");
    json.writeStringProperty("level", page.code().startsWith("W") ? "warning" : "error");
    json.writeEndObject();
    json.writeEndObject();
  }

  /** Whether everything was looked at: a file that can't be read has no results. */
  private void writeInvocation(List<RuleProblem> unread) {
    json.writeArrayPropertyStart("invocations");
    json.writeStartObject();
    json.writeBooleanProperty("executionSuccessful", unread.isEmpty());
    json.writeArrayPropertyStart("toolExecutionNotifications");
    for (RuleProblem problem : unread) {
      json.writeStartObject();
      json.writeStringProperty("level", "error");
      writeMessage((problem.path() + " " + problem.words()).strip());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
  }

  private void writeResult(FiledDiagnostic finding) {
    Diagnostic diagnostic = finding.diagnostic();
    json.writeStartObject();
    json.writeStringProperty("ruleId", diagnostic.code());
    List<String> codes = rules.stream().map(Page::code).toList();
    if (codes.contains(diagnostic.code())) {
      json.writeNumberProperty("ruleIndex", codes.indexOf(diagnostic.code()));
    }
    json.writeStringProperty("level", diagnostic.severity().name().toLowerCase(Locale.ROOT));
    writeMessage(message(diagnostic));
    json.writeArrayPropertyStart("locations");
    writeLocation(finding.folder(), diagnostic.file(), diagnostic.span(), diagnostic.label());
    json.writeEndArray();
    json.writeArrayPropertyStart("relatedLocations");
    for (Diagnostic.Label label : diagnostic.secondary()) {
      writeLocation(finding.folder(), label.file(), label.span(), label.text());
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static String message(Diagnostic diagnostic) {
    List<String> lines = new ArrayList<>(List.of(diagnostic.message()));
    lines.addAll(diagnostic.notes());
    diagnostic.help().ifPresent(help -> lines.add("help: " + help));
    return String.join("\n", lines);
  }

  private void writeLocation(Path folder, SourceFile file, Span span, String words) {
    SourceFile.Position start = file.position(span.start());
    SourceFile.Position end = file.position(span.end());
    json.writeStartObject();
    json.writeObjectPropertyStart("physicalLocation");
    json.writeObjectPropertyStart("artifactLocation");
    json.writeStringProperty("uri", uri(folder.resolve(file.name())));
    json.writeEndObject();
    json.writeObjectPropertyStart("region");
    json.writeNumberProperty("startLine", start.line());
    json.writeNumberProperty("startColumn", start.column());
    json.writeNumberProperty("endLine", end.line());
    json.writeNumberProperty("endColumn", end.column());
    json.writeEndObject();
    json.writeEndObject();
    writeMessage(words);
    json.writeEndObject();
  }

  /** Relative to the current folder, or absolute for a file that is outside of it. */
  private String uri(Path file) {
    URI uri = currentFolder.relativize(file.toAbsolutePath().normalize().toUri());
    // In a relative address a colon would end the name of a scheme.
    return uri.isAbsolute() ? uri.toASCIIString() : uri.toASCIIString().replace(":", "%3A");
  }

  /** A message, in which braces are doubled (§3.11.5): single ones hold places for arguments. */
  private void writeMessage(String text) {
    writeText("message", text.replace("{", "{{").replace("}", "}}"));
  }

  private void writeText(String name, String text) {
    json.writeObjectPropertyStart(name);
    json.writeStringProperty("text", text);
    json.writeEndObject();
  }
}
