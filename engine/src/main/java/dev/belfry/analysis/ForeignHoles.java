package dev.belfry.analysis;

import dev.belfry.codec.Value;
import dev.belfry.model.Deed;
import dev.belfry.model.Expr;
import dev.belfry.model.TopicUses;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds holes in texts as other tools write them: here they are printed as they stand. */
final class ForeignHoles {
  private static final Pattern HOLE =
      Pattern.compile(
          "\\{\\{-?\\s*([^{}]*?)\\s*-?\\}\\}|\\$\\{?([A-Za-z_][A-Za-z0-9_.]*)\\}?|%([A-Za-z_]\\w*)%");

  private ForeignHoles() {}

  static List<Finding> in(Sources sources) {
    List<Finding> findings = new ArrayList<>();
    sources.forEachDeed((rule, deed) ->
        text(deed)
            .flatMap(ForeignHoles::found)
            .ifPresent(hole -> findings.add(finding(sources.of(deed, rule), hole))));
    return findings;
  }

  /** What people or devices get to read of an action. */
  private static Optional<Expr> text(Deed deed) {
    return switch (deed) {
      case Deed.Notify it -> Optional.of(it.text());
      case Deed.Log it -> Optional.of(it.text());
      case Deed.Publish it -> Optional.of(it.value());
      default -> Optional.empty();
    };
  }

  private static Optional<String> found(Expr expr) {
    if (expr instanceof Expr.Const it && it.value() instanceof Value.Text text) {
      Matcher matcher = HOLE.matcher(text.text());
      return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
    }
    return TopicUses.parts(expr).stream().flatMap(part -> found(part).stream()).findFirst();
  }

  private static Finding finding(Sources.Place at, String hole) {
    String name = hole.replaceAll("[{}$%\\s-]", "").replaceAll("^.*\\.", "");
    return Finding.of(
        Wording.warning(
            "W0716",
            at,
            "`" + hole + "` stands for nothing here, and is sent as it is written",
            "holds it",
            List.of(),
            "a value is put into a text by one brace on each side: \"{"
                + (name.isEmpty() ? "value" : name)
                + "}\"",
            List.of()));
  }
}
