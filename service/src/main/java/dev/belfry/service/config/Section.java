package dev.belfry.service.config;

import dev.belfry.diagnostic.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The keys and values under one heading. What nobody asked for by its end is an unknown key. */
final class Section {
  private static final int MOST_ITEMS = 1_000;

  private final Node node;
  private final String title;
  private final Problems problems;
  private final Map<String, NodeTuple> entries = new LinkedHashMap<>();
  private final List<String> known = new ArrayList<>();

  /**
   * Reads the keys of a node.
   *
   * @param title how a person would name the section, {@code the section "mail"}
   */
  Section(Node node, String title, Problems problems) {
    this.node = node;
    this.title = title;
    this.problems = problems;
    if (node instanceof MappingNode mapping) {
      mapping.getValue().forEach(this::addEntry);
    } else {
      problems.add(node, title + " is a list of \"name: value\" lines, and this is not");
    }
  }

  private void addEntry(NodeTuple tuple) {
    if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
      problems.add(tuple.getKeyNode(), "a name stands before the colon, and this is none");
    } else if (entries.size() >= MOST_ITEMS) {
      problems.add(key, title + " has more than " + MOST_ITEMS + " entries");
    } else if (entries.putIfAbsent(key.getValue(), tuple) != null) {
      problems.add(key, "\"" + key.getValue() + "\" stands here twice");
    }
  }

  Node node() {
    return node;
  }

  /** The value of a key, absent also where it is written without a value. */
  Optional<Node> value(String key) {
    known.add(key);
    return Optional.ofNullable(entries.get(key))
        .map(NodeTuple::getValueNode)
        .filter(value -> !isEmpty(value));
  }

  /** The value of a key that must be there. */
  Optional<Node> required(String key) {
    Optional<Node> value = value(key);
    if (value.isEmpty() && node instanceof MappingNode) {
      problems.add(node, title + " has no \"" + key + "\"", "add \"" + key + ": …\"");
    }
    return value;
  }

  /** The section under a key. */
  Optional<Section> section(String key) {
    return value(key).map(value -> new Section(value, "\"" + key + "\"", problems));
  }

  /** All keys, each a name that the author chose. */
  Map<String, Node> named() {
    Map<String, Node> named = new LinkedHashMap<>();
    entries.forEach((name, tuple) -> named.put(name, tuple.getValueNode()));
    known.addAll(entries.keySet());
    return named;
  }

  /** The key itself, to mark it. */
  Node keyNode(String key) {
    NodeTuple tuple = entries.get(key);
    return tuple == null ? node : tuple.getKeyNode();
  }

  /** The items of a list. */
  static List<Node> items(Node node, String what, Problems problems) {
    if (!(node instanceof SequenceNode sequence)) {
      problems.add(node, what + " is a list", "write it in brackets: [ … ]");
      return List.of();
    }
    if (sequence.getValue().size() > MOST_ITEMS) {
      problems.add(node, what + " has more than " + MOST_ITEMS + " items");
      return List.of();
    }
    return sequence.getValue();
  }

  private static boolean isEmpty(Node value) {
    return value instanceof ScalarNode scalar && scalar.isPlain() && scalar.getValue().isEmpty();
  }

  /** Every key that nobody asked for is a problem. */
  void complainAboutTheRest() {
    entries.forEach((name, tuple) -> {
      if (!known.contains(name)) {
        Optional<String> nearest = Nearest.of(name, known);
        problems.add(
            tuple.getKeyNode(),
            title + " has no setting \"" + name + "\"",
            nearest
                .map(meant -> "did you mean \"" + meant + "\"?")
                .orElse("there are: " + String.join(", ", known)));
      }
    });
  }
}
