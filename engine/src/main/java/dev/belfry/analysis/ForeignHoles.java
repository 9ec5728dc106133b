package dev.belfry.analysis;

import dev.belfry.codec.Value;
import dev.belfry.model.Deed;
import dev.belfry.model.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds holes in texts as other tools write them: here they are printed as they stand. */
final class ForeignHoles {
  private static final Pattern HOLE =
      Pattern.compile(
          "\\{\\{[^{}]*\\}\\}|\\$[a-z_][a-z0-9_]*\\b(?![/.])|(?<![\\w%])%[a-z_]\\w*%(?!\\w)");

  private static final Pattern NAME = Pattern.compile("[{$%\\s]*([A-Za-z_]\\w*)[}%\\s]*");

  private ForeignHoles() {}

  static List<Finding> in(Sources sources) {
    List<Finding> findings = new ArrayList<>();
    sources.forEachDeed((rule, deed) -> {
      Optional<String> hole = texts(deed).stream().flatMap(it -> found(it).stream()).findFirst();
      hole.ifPresent(it -> findings.add(finding(sources.of(deed, rule), it)));
    });
    for (Sources.Alert alert : sources.alerts) {
      Mentions.of(alert.checked()).expressions().stream()
          .flatMap(text -> found(text).stream())
          .findFirst()
          .ifPresent(hole -> findings.add(finding(alert.name(), hole)));
    }
    return findings;
  }

  /** What people or devices get to read of an action. */
  private static List<Expr> texts(Deed deed) {
    return switch (deed) {
      case Deed.Notify it ->
          it.title().map(title -> List.of(it.text(), title)).orElse(List.of(it.text()));
      case Deed.Log it -> List.of(it.text());
      case Deed.Publish it -> List.of(it.value());
      case Deed.Call it -> it.value().stream().toList();
      default -> List.of();
    };
  }

  /** Only of texts: an object may hold a template that somebody else fills in. */
  private static Optional<String> found(Expr expr) {
    return switch (expr) {
      case Expr.Const it when it.value() instanceof Value.Text text -> {
        Matcher matcher = HOLE.matcher(text.text());
        yield matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
      }
      case Expr.Joined it -> doubled(it.parts());
      default -> Optional.empty();
    };
  }

  /** Of two braces on each side, the inner ones make a hole, and the outer ones are printed. */
  private static Optional<String> doubled(List<Expr> parts) {
    for (int i = 0; i < parts.size(); i++) {
      boolean within =
          i > 0
              && i + 1 < parts.size()
              && plain(parts.get(i - 1)).stripTrailing().endsWith("{")
              && plain(parts.get(i + 1)).stripLeading().startsWith("}");
      if (within) {
        return Optional.of("{{…}}");
      }
      Optional<String> found = found(parts.get(i));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static String plain(Expr expr) {
    return expr instanceof Expr.Const it && it.value() instanceof Value.Text text
        ? text.text()
        : "";
  }

  private static Finding finding(Sources.Place at, String hole) {
    Matcher named = NAME.matcher(hole);
    String name = named.matches() ? named.group(1) : "value";
    return Finding.of(
        Wording.warning(
            "W0716",
            at,
            "`" + hole + "` stands for nothing here, and is sent as it is written",
            "holds it",
            List.of(),
            "a value is put into a text by one brace on each side: \"{" + name + "}\"",
            List.of()));
  }
}
