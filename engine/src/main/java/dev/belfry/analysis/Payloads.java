package dev.belfry.analysis;

import dev.belfry.codec.Printed;
import dev.belfry.codec.Value;
import dev.belfry.event.Payload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Payloads made of the parts that are wanted. */
final class Payloads {
  /** How long a list becomes. */
  private static final int MOST_ITEMS = 100;

  private Payloads() {}

  /** The payload that has these parts; one with an empty path is the whole. */
  static Payload of(Map<List<String>, Value> parts) {
    Value whole = parts.get(List.of());
    return Printed.payload(whole == null ? gather(parts) : whole);
  }

  private static Value gather(Map<List<String>, Value> parts) {
    Map<String, Map<List<String>, Value>> byStep = new TreeMap<>();
    parts.forEach((path, value) ->
        byStep
            .computeIfAbsent(path.getFirst(), step -> new LinkedHashMap<>())
            .put(path.subList(1, path.size()), value));
    Map<String, Value> fields = new LinkedHashMap<>();
    byStep.forEach((step, rest) ->
        fields.put(step, rest.containsKey(List.of()) ? rest.get(List.of()) : gather(rest)));
    boolean list = fields.keySet().stream().allMatch(step -> step.startsWith("["));
    return list ? items(fields) : new Value.Fields(fields);
  }

  private static Value items(Map<String, Value> fields) {
    List<Value> items = new ArrayList<>();
    for (int i = 0; i < MOST_ITEMS && !fields.isEmpty(); i++) {
      Value item = fields.remove("[" + i + "]");
      items.add(item == null ? Value.Null.NULL : item);
    }
    return new Value.Items(items);
  }
}
