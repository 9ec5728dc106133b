package dev.belfry.service.supervision;

import dev.belfry.codec.UtcTime;
import dev.belfry.machine.MissedTimes;
import dev.belfry.machine.Report;
import dev.belfry.machine.Uncertain;
import java.io.StringWriter;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** What a downtime may have missed, as JSON for {@code belfry/outage}. */
final class OutageJson {
  private static final int MOST_SHOWN = 100;
  private static final JsonFactory JSON = new JsonFactory();

  private OutageJson() {}

  /**
   * The report.
   *
   * @param wasCut whether the run before did not end as it should
   * @param notices how the store was found, where there is something to say
   */
  static String of(Report.Missed missed, boolean wasCut, List<String> notices) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeStringProperty("from", UtcTime.written(missed.fromWallMillis()));
      json.writeStringProperty("until", UtcTime.written(missed.untilWallMillis()));
      json.writeBooleanProperty("cut", wasCut);
      json.writeArrayPropertyStart("notices");
      notices.forEach(json::writeString);
      json.writeEndArray();
      json.writeArrayPropertyStart("schedules");
      missed.schedules().stream().limit(MOST_SHOWN).forEach(each -> write(each, json));
      json.writeEndArray();
      json.writeNumberProperty(
          "moreSchedules", more(missed.schedules().size(), missed.moreSchedules()));
      json.writeArrayPropertyStart("uncertain");
      missed.stretches().stream().limit(MOST_SHOWN).forEach(each -> write(each, json));
      json.writeEndArray();
      json.writeNumberProperty(
          "moreUncertain", more(missed.stretches().size(), missed.moreStretches()));
      json.writeEndObject();
    }
    return text.toString();
  }

  private static int more(int listed, int beyond) {
    return Math.max(0, listed - MOST_SHOWN) + beyond;
  }

  private static void write(MissedTimes each, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("rule", each.rule());
    json.writeStringProperty("schedule", each.schedule());
    json.writeNumberProperty("times", each.times());
    json.writeStringProperty("first", UtcTime.written(each.firstWallMillis()));
    json.writeStringProperty("last", UtcTime.written(each.lastWallMillis()));
    json.writeBooleanProperty("caughtUp", each.caughtUp());
    json.writeEndObject();
  }

  private static void write(Uncertain each, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("rule", each.origin().name());
    json.writeObjectPropertyStart("key");
    each.origin().key().forEach(json::writeStringProperty);
    json.writeEndObject();
    json.writeStringProperty("what", each.words());
    each.sinceWallMillis()
        .ifPresent(since -> json.writeStringProperty("since", UtcTime.written(since)));
    json.writeEndObject();
  }
}
