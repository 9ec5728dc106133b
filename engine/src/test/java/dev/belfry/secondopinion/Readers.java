package dev.belfry.secondopinion;

import dev.belfry.model.CheckedAlert;
import dev.belfry.model.CheckedRule;
import dev.belfry.model.Expr;
import dev.belfry.model.Model;
import dev.belfry.model.TopicUse;
import dev.belfry.model.TopicUses;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The topics that a program reads; of others it takes no notice.
 *
 * @param uses where it mentions them
 */
record Readers(List<TopicUse> uses) {
  static final Readers NONE = new Readers(List.of());

  static Readers of(Model model) {
    List<TopicUse> uses = new ArrayList<>();
    for (CheckedRule rule : model.rules()) {
      rule.event().ifPresent(event -> uses.addAll(Parts.topics(event)));
      Parts.of(rule).stream().flatMap(Readers::own).forEach(uses::add);
    }
    for (CheckedAlert alert : model.alerts()) {
      Parts.of(alert).stream().flatMap(Readers::own).forEach(uses::add);
    }
    return new Readers(uses.stream().distinct().toList());
  }

  private static Stream<TopicUse> own(Expr expr) {
    return TopicUses.of(expr).stream();
  }

  boolean read(String topic) {
    return uses.stream().anyMatch(use -> Captures.of(use, topic).isPresent());
  }
}
