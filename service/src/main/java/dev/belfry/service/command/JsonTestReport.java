package dev.belfry.service.command;

import dev.belfry.diagnostic.Diagnostic;
import dev.belfry.rehearsal.TestResult;
import java.io.PrintWriter;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/** An array of objects, one for each test. */
final class JsonTestReport implements TestReport {
  private final PrintWriter out;
  private final JsonGenerator json;

  JsonTestReport(PrintWriter out) {
    this.out = out;
    this.json =
        JsonFactory.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build()
            .createGenerator(ObjectWriteContext.empty(), out);
    json.writeStartArray();
  }

  @Override
  public void unusable(List<Diagnostic> diagnostics) {
    // "belfry check --format json" tells them.
  }

  @Override
  public void ran(TestRun run) {
    json.writeStartObject();
    json.writeStringProperty("file", run.file().name());
    json.writeNumberProperty("line", run.line());
    json.writeStringProperty("name", run.name());
    json.writeBooleanProperty("passed", run.result().passed());
    run.result().failure().ifPresent(this::write);
    json.writeEndObject();
  }

  private void write(TestResult.Failure failure) {
    json.writeStringProperty("expected", failure.expected());
    write("instead", failure.instead());
    write("timeline", failure.timeline());
  }

  private void write(String name, List<String> texts) {
    json.writeArrayPropertyStart(name);
    texts.forEach(json::writeString);
    json.writeEndArray();
  }

  @Override
  public void end() {
    json.writeEndArray();
    json.close();
    out.println();
    out.flush();
  }
}
