package dev.belfry.machine;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What tells the instances of a rule, or of a part of it, from one another: texts of captures. */
record Key(List<String> parts) implements Comparable<Key> {
  static final Key EMPTY = new Key(List.of());

  /** Stands for a capture that nothing bound; no topic holds a NUL. */
  static final String UNBOUND = "\0";

  /** Between the parts where a key is written as one text. */
  private static final String SEPARATOR = "\1";

  /** The captures with these numbers. */
  static Key of(String[] slots, List<Integer> numbers) {
    if (numbers.isEmpty()) {
      return EMPTY;
    }
    String[] parts = new String[numbers.size()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = slots[numbers.get(i)];
    }
    return new Key(List.of(parts));
  }

  /** Puts the parts into their slots. */
  void into(String[] slots, List<Integer> numbers) {
    for (int i = 0; i < numbers.size(); i++) {
      slots[numbers.get(i)] = parts.get(i);
    }
  }

  /** Whether the parts that are bound agree with the slots that are bound. */
  boolean agrees(String[] slots, List<Integer> numbers) {
    for (int i = 0; i < numbers.size(); i++) {
      String bound = slots[numbers.get(i)];
      String part = parts.get(i);
      if (!bound.equals(part) && !bound.equals(UNBOUND) && !part.equals(UNBOUND)) {
        return false;
      }
    }
    return true;
  }

  /** The key as one text, from which {@link #read} makes it again. */
  String written() {
    return parts.stream().map(Key::escaped).collect(Collectors.joining(SEPARATOR));
  }

  static Key read(String written, int count) {
    return count == 0
        ? EMPTY
        : new Key(Arrays.stream(written.split(SEPARATOR, -1)).map(Key::unescaped).toList());
  }

  /** Topics may hold control characters, though MQTT advises against them. */
  private static String escaped(String part) {
    return part.replace("\2", "\2c").replace(SEPARATOR, "\2b").replace(UNBOUND, "\2a");
  }

  private static String unescaped(String part) {
    return part.replace("\2a", UNBOUND).replace("\2b", SEPARATOR).replace("\2c", "\2");
  }

  @Override
  public int compareTo(Key other) {
    for (int i = 0; i < Math.min(parts.size(), other.parts.size()); i++) {
      int order = parts.get(i).compareTo(other.parts.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(parts.size(), other.parts.size());
  }
}
