package dev.belfry.editor;

import dev.belfry.codec.Json;
import dev.belfry.codec.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The extension's folder, and the JSON in it. */
final class EditorFolder {
  static final Path ROOT = Path.of("../editors/vscode");

  private EditorFolder() {}

  static Value read(Path file) throws IOException {
    return Json.parse(Files.readString(file))
        .orElseThrow(() -> new AssertionError(file + " is no JSON"));
  }

  static Map<String, Value> fields(Value value) {
    return ((Value.Fields) value).fields();
  }

  static List<Value> items(Value value) {
    return ((Value.Items) value).items();
  }

  static String text(Value value) {
    return ((Value.Text) value).text();
  }

  /** What a field holds; an error where there is none. */
  static Value at(Value value, String... path) {
    Value found = value;
    for (String name : path) {
      Value next = fields(found).get(name);
      if (next == null) {
        throw new AssertionError("no " + name + " in " + found);
      }
      found = next;
    }
    return found;
  }
}
