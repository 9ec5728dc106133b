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

  private final Sources sources;
  private final List<Finding> findings = new ArrayList<>();

  ForeignHoles(Sources sources) {
    this.sources = sources;
  }

  List<Finding> find() {
    for (Sources.Rule rule : sources.rules) {
      look(rule, rule.checked().then());
      look(rule, rule.checked().last());
    }
    return findings;
  }

  private void look(Sources.Rule rule, List<Deed> deeds) {
    for (Deed deed : deeds) {
      switch (deed) {
        case Deed.Branch it -> {
          look(rule, it.yes());
          look(rule, it.no());
        }
        case Deed.Repeat it -> look(rule, it.deeds());
        case Deed.Notify it -> found(it.text()).ifPresent(hole -> add(rule, deed, hole));
        case Deed.Log it -> found(it.text()).ifPresent(hole -> add(rule, deed, hole));
        case Deed.Publish it -> found(it.value()).ifPresent(hole -> add(rule, deed, hole));
        default -> {}
      }
    }
  }

  private static Optional<String> found(Expr expr) {
    if (expr instanceof Expr.Const it && it.value() instanceof Value.Text text) {
      Matcher matcher = HOLE.matcher(text.text());
      return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
    }
    return TopicUses.parts(expr).stream().flatMap(part -> found(part).stream()).findFirst();
  }

  private void add(Sources.Rule rule, Deed deed, String hole) {
    String name = hole.replaceAll("[{}$%\\s-]", "").replaceAll("^.*\\.", "");
    findings.add(
        Finding.of(
            Wording.warning(
                "W0716",
                sources.of(deed, rule),
                "`" + hole + "` stands for nothing here, and is sent as it is written",
                "holds it",
                List.of(),
                "a value is put into a text by one brace on each side: \"{"
                    + (name.isEmpty() ? "value" : name)
                    + "}\"",
                List.of())));
  }
}
