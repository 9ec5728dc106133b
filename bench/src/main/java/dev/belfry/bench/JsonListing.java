package dev.belfry.bench;

import dev.belfry.codec.Printed;
import dev.belfry.codec.Value;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The same as one JSON object, for programs. */
final class JsonListing implements Listing {
  private final PrintStream out;
  private final List<Value> events = new ArrayList<>();
  private final Map<String, Value> whole = new LinkedHashMap<>();

  JsonListing(PrintStream out) {
    this.out = out;
  }

  @Override
  public void begin() {
    whole.put("events", new Value.Items(events));
  }

  @Override
  public void event(Row row) {
    Map<String, Value> fields = new LinkedHashMap<>();
    fields.put("name", new Value.Text(row.name()));
    fields.put("what", new Value.Text(row.described()));
    fields.put("few", measured(row.few()));
    fields.put("many", measured(row.many()));
    fields.put("ratio", rounded(row.ratio(), 1000));
    events.add(new Value.Fields(fields));
  }

  @Override
  public void compiling(Measured first) {
    whole.put("compile", measured(first));
  }

  @Override
  public void end() {
    out.println(Printed.json(new Value.Fields(whole)));
  }

  private static Value measured(Measured measured) {
    Map<String, Value> fields = new LinkedHashMap<>();
    fields.put("rules", new Value.Num(measured.rules()));
    fields.put("nanos", rounded(measured.nanos(), 10));
    fields.put("bytes", rounded(measured.bytes(), 10));
    return new Value.Fields(fields);
  }

  private static Value rounded(double value, int parts) {
    return Value.number((double) Math.round(value * parts) / parts);
  }
}
