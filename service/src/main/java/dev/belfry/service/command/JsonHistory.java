package dev.belfry.service.command;

import dev.belfry.service.history.Point;
import dev.belfry.service.history.Series;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/** An array of series, each with its points. */
final class JsonHistory implements HistoryReport {
  private final PrintWriter out;
  private final JsonGenerator json;

  JsonHistory(PrintWriter out) {
    this.out = out;
    JsonFactory factory =
        JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
    this.json = factory.createGenerator(ObjectWriteContext.empty(), out);
    json.writeStartArray();
  }

  @Override
  public void series(Series series, List<Point> points) {
    json.writeStartObject();
    json.writeStringProperty("topic", series.topic());
    json.writeStringProperty("path", series.path());
    json.writeArrayPropertyStart("points");
    points.forEach(this::write);
    json.writeEndArray();
    json.writeEndObject();
  }

  private void write(Point point) {
    json.writeStartObject();
    json.writeStringProperty("time", Instant.ofEpochMilli(point.timeMillis()).toString());
    json.writeNumberProperty("min", point.lowest());
    json.writeNumberProperty("max", point.highest());
    json.writeNumberProperty("mean", point.mean());
    json.writeNumberProperty("last", point.last());
    json.writeNumberProperty("count", point.count());
    json.writeEndObject();
  }

  @Override
  public void close() {
    json.writeEndArray();
    json.close();
    out.println();
  }
}
