package dev.belfry.check;

import dev.belfry.model.Written;
import dev.belfry.model.Written.Part;
import dev.belfry.source.SourceFile;
import dev.belfry.source.Span;
import dev.belfry.syntax.Action;
import dev.belfry.syntax.Declaration;
import dev.belfry.syntax.Declaration.Clause;
import java.util.List;

/** Takes the parts of rules and alerts out of their files, as they are written. */
final class Manuscripts {
  private Manuscripts() {}

  static Written of(Declaration.Rule rule, SourceFile file) {
    Written.Collection parts = new Written.Collection();
    rule.when().ifPresent(it -> parts.add(Part.WHEN, "when " + file.text(it.span())));
    rule.whileState().ifPresent(it -> parts.add(Part.WHILE, "while " + file.text(it.span())));
    rule.limit().ifPresent(it -> parts.add(Part.LIMIT, file.text(it.span())));
    rule.mode().ifPresent(it -> parts.add(Part.MODE, "mode " + it.text()));
    add(Part.THEN, "then ", rule.then(), file, parts);
    add(Part.FINALLY, "finally ", rule.last(), file, parts);
    return parts.toWritten();
  }

  private static void add(
      Part part, String word, List<Action> actions, SourceFile file, Written.Collection parts) {
    if (!actions.isEmpty()) {
      int start = actions.getFirst().span().start();
      parts.add(part, word + file.text(new Span(start, actions.getLast().span().end())));
    }
  }

  static Written of(Declaration.Alert alert, SourceFile file) {
    Written.Collection parts = new Written.Collection();
    for (Clause clause : alert.clauses()) {
      parts.add(part(clause), file.text(clause.span()));
    }
    return parts.toWritten();
  }

  private static Part part(Clause clause) {
    return switch (clause) {
      case Clause.While ignored -> Part.WHILE;
      case Clause.Unless ignored -> Part.UNLESS;
      case Clause.Severity ignored -> Part.TELLING;
      case Clause.Message ignored -> Part.TELLING;
      case Clause.Notify ignored -> Part.TELLING;
      case Clause.Remind ignored -> Part.TELLING;
      case Clause.Escalate ignored -> Part.TELLING;
    };
  }
}
