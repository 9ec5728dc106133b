package dev.belfry.codec;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Values from comma-separated fields. One record is the list of its fields, several are a list of
 * lists; for a type with names, a record's fields bear them in their order.
 */
final class CsvText {
  private CsvText() {}

  static Value read(String text, Type type) {
    List<List<String>> records = records(text);
    if (records.isEmpty()) {
      return Value.Truth.UNKNOWN;
    }
    if (type instanceof Type.ListOf list && isRecord(list.element())) {
      return new Value.Items(
          records.stream().map(fields -> record(fields, list.element())).toList());
    }
    if (records.size() == 1) {
      return record(records.getFirst(), type);
    }
    boolean column = records.stream().allMatch(fields -> fields.size() == 1);
    if (column && type instanceof Type.ListOf list && list.element() != Type.Simple.ANY) {
      return record(records.stream().map(List::getFirst).toList(), type);
    }
    return new Value.Items(
        records.stream().map(fields -> record(fields, Type.Simple.ANY)).toList());
  }

  private static boolean isRecord(Type type) {
    return type instanceof Type.ListOf || type instanceof Type.Shape;
  }

  private static Value record(List<String> fields, Type type) {
    if (!(type instanceof Type.Shape shape)) {
      return new Value.Items(fields.stream().<Value>map(Value.Text::new).toList());
    }
    Map<String, Value> named = new LinkedHashMap<>();
    for (String name : shape.fields().keySet()) {
      if (named.size() < fields.size()) {
        named.put(name, new Value.Text(fields.get(named.size())));
      }
    }
    return new Value.Fields(named);
  }

  /** The records; none where something follows a closing quote. */
  private static List<List<String>> records(String text) {
    List<List<String>> records = new ArrayList<>();
    try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(text)) {
      reader.forEach(record -> records.add(record.getFields()));
      return records;
    } catch (CsvParseException | IOException malformed) {
      return List.of();
    }
  }
}
