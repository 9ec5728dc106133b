package dev.belfry.service;

import dev.belfry.diagnostic.Diagnostic;
import dev.belfry.effect.Origin;
import dev.belfry.machine.Inheritance;
import dev.belfry.machine.Inheritance.Fate;
import dev.belfry.machine.Report;
import dev.belfry.service.rules.LoadedRules;
import dev.belfry.service.rules.RuleProblem;
import dev.belfry.source.SourceFile;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Which rules are in force and what is wrong with others, as JSON for {@code belfry/rules}. */
final class RulesStatus {
  /** How many problems are told; the terminal and {@code belfry check} show all. */
  private static final int MOST_PROBLEMS = 100;

  private static final JsonFactory JSON = new JsonFactory();

  private RulesStatus() {}

  /**
   * @param change what the rules kept when they came into force, once that is known
   */
  static String json(LoadedRules rules, Report.@Nullable ProgramChanged change) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeNumberProperty("generation", rules.generation());
      json.writeNumberProperty("files", rules.files().size());
      json.writeNumberProperty("rules", rules.program().ruleNames().size());
      json.writeNumberProperty("alerts", rules.program().alertNames().size());
      if (change != null) {
        write(change, json);
      }
      json.writeArrayPropertyStart("problems");
      rules.problems().stream().limit(MOST_PROBLEMS).forEach(problem -> write(problem, json));
      rules.diagnostics().stream().limit(MOST_PROBLEMS).forEach(problem -> write(problem, json));
      json.writeEndArray();
      json.writeEndObject();
    }
    return text.toString();
  }

  private static void write(Report.ProgramChanged change, JsonGenerator json) {
    json.writeObjectPropertyStart("state");
    json.writeNumberProperty("kept", change.all(Fate.KEPT).size());
    json.writeNumberProperty("reset", change.all(Fate.RESET).size());
    json.writeNumberProperty("new", change.all(Fate.NEW).size());
    json.writeNumberProperty("gone", change.all(Fate.GONE).size());
    json.writeArrayPropertyStart("resets");
    for (Inheritance reset : change.all(Fate.RESET).stream().limit(MOST_PROBLEMS).toList()) {
      json.writeStartObject();
      json.writeStringProperty(reset.kind() == Origin.Kind.ALERT ? "alert" : "rule", reset.name());
      json.writeArrayPropertyStart("why");
      reset.why().forEach(json::writeString);
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(RuleProblem problem, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("file", problem.path());
    json.writeStringProperty("message", problem.words());
    json.writeEndObject();
  }

  private static void write(Diagnostic problem, JsonGenerator json) {
    SourceFile.Position at = problem.file().position(problem.span().start());
    json.writeStartObject();
    json.writeStringProperty("file", problem.file().name());
    json.writeNumberProperty("line", at.line());
    json.writeNumberProperty("column", at.column());
    json.writeStringProperty("code", problem.code());
    json.writeStringProperty("message", problem.message());
    json.writeEndObject();
  }
}
