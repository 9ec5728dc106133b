package dev.belfry.service.command;

import dev.belfry.diagnostic.Diagnostic;
import dev.belfry.diagnostic.TextRenderer;
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
  private static final int MOST_SHOWN = 20;

  private DiagnosticReport() {}

  /** Each with the lines it is about, at most {@value #MOST_SHOWN} of them, then how many. */
  static void text(List<Diagnostic> diagnostics, boolean colours, PrintWriter out) {
    TextRenderer renderer = new TextRenderer(colours);
    diagnostics.stream()
        .limit(MOST_SHOWN)
        .forEach(diagnostic -> out.println(renderer.render(diagnostic)));
    if (diagnostics.size() > MOST_SHOWN) {
      out.println("and " + (diagnostics.size() - MOST_SHOWN) + " more");
    }
    long errors = diagnostics.stream().filter(Diagnostic::isError).count();
    out.println(count(errors, "error") + ", " + count(diagnostics.size() - errors, "warning"));
  }

  private static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  /** An array of objects with {@code code}, {@code severity}, place, message, help and notes. */
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
    if (!diagnostic.notes().isEmpty()) {
      json.writeArrayPropertyStart("notes");
      diagnostic.notes().forEach(json::writeString);
      json.writeEndArray();
    }
    json.writeEndObject();
  }
}
