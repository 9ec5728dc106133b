package dev.belfry.service.command;

import dev.belfry.diagnostic.Diagnostic;
import dev.belfry.service.terminal.DiagnosticLine;
import dev.belfry.source.SourceFile;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/** Writes diagnostics for people and for programs. */
final class DiagnosticReport {
  private DiagnosticReport() {}

  static void text(List<Diagnostic> diagnostics, PrintWriter out) {
    diagnostics.forEach(diagnostic -> out.println(DiagnosticLine.of(diagnostic)));
    long errors = diagnostics.stream().filter(Diagnostic::isError).count();
    out.println(count(errors, "error") + ", " + count(diagnostics.size() - errors, "warning"));
  }

  private static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  /** An array of objects with {@code code}, {@code severity}, place, message and help. */
  static void json(List<Diagnostic> diagnostics, PrintWriter out) {
    JsonFactory factory =
        JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
    try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartArray();
      diagnostics.forEach(diagnostic -> write(diagnostic, json));
      json.writeEndArray();
    }
    out.println();
  }

  private static void write(Diagnostic diagnostic, JsonGenerator json) {
    SourceFile.Position start = diagnostic.file().position(diagnostic.span().start());
    SourceFile.Position end = diagnostic.file().position(diagnostic.span().end());
    json.writeStartObject();
    json.writeStringProperty("code", diagnostic.code());
    json.writeStringProperty("severity", diagnostic.severity().name().toLowerCase(Locale.ROOT));
    json.writeStringProperty("file", diagnostic.file().name());
    json.writeNumberProperty("line", start.line());
    json.writeNumberProperty("column", start.column());
    json.writeNumberProperty("endLine", end.line());
    json.writeNumberProperty("endColumn", end.column());
    json.writeStringProperty("message", diagnostic.message());
    diagnostic.help().ifPresent(help -> json.writeStringProperty("help", help));
    json.writeEndObject();
  }
}
