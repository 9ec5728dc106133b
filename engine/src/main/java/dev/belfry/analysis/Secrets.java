package dev.belfry.analysis;

import dev.belfry.codec.Value;
import dev.belfry.model.Expr;
import dev.belfry.model.TopicUses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Finds passwords and keys in actions: rule files are shown around, and kept in version control.
 */
final class Secrets {
  /** Shorter texts are words, not secrets. */
  private static final int SHORTEST = 6;

  private static final String WORDS =
      "pass(word|wd|phrase)|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key";

  private static final Pattern NAME = Pattern.compile("(?i)(.*[^a-z])?(" + WORDS + ")");

  private static final List<Pattern> TEXTS =
      List.of(
          Pattern.compile("[a-z][a-z0-9+.-]*://[^/\\s:@]+:[^/\\s@]{3,}@"),
          Pattern.compile("(?i)\\b(" + WORDS + ")\\s*[=:]\\s*[^\\s,;&]{6,}"),
          Pattern.compile("(?i)\\bbearer\\s+[a-z0-9._~+/-]{16,}"),
          Pattern.compile(
              "\\b(AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{30,}|xox[abp]-[A-Za-z0-9-]{10,})"));

  private Secrets() {}

  static List<Finding> in(Sources sources) {
    List<Finding> findings = new ArrayList<>();
    sources.forEachDeed((rule, deed) -> {
      if (Deeds.expressions(List.of(deed)).stream().anyMatch(Secrets::holds)) {
        findings.add(finding(sources.of(deed, rule)));
      }
    });
    return findings;
  }

  private static boolean holds(Expr expr) {
    return switch (expr) {
      case Expr.Const it -> holds(it.value());
      case Expr.ObjectOf it ->
          it.pairs().stream()
              .anyMatch(pair ->
                  pair.value() instanceof Expr.Const constant
                      ? holds(pair.name(), constant.value())
                      : holds(pair.value()));
      default -> TopicUses.parts(expr).stream().anyMatch(Secrets::holds);
    };
  }

  private static boolean holds(Value value) {
    return switch (value) {
      case Value.Text it -> TEXTS.stream().anyMatch(pattern -> pattern.matcher(it.text()).find());
      case Value.Items it -> it.items().stream().anyMatch(Secrets::holds);
      case Value.Fields it -> {
        boolean found = false;
        for (Map.Entry<String, Value> field : it.fields().entrySet()) {
          found |= holds(field.getKey(), field.getValue());
        }
        yield found;
      }
      default -> false;
    };
  }

  private static boolean holds(String name, Value value) {
    boolean named =
        value instanceof Value.Text text
            && text.text().length() >= SHORTEST
            && NAME.matcher(name).matches();
    return named || holds(value);
  }

  private static Finding finding(Sources.Place at) {
    return Finding.of(
        Wording.warning(
            "W0715",
            at,
            "this looks like a password or a key, and rule files are not kept secret",
            "a secret",
            List.of(),
            "put it into the configuration, as `${NAME}` or `${file:PATH}`, and `call` a connector"
                + " that has it",
            List.of()));
  }
}
