package dev.belfry.analysis;

import dev.belfry.model.CheckedAlert;
import dev.belfry.model.CheckedRule;
import dev.belfry.model.Deed;
import dev.belfry.model.Model;
import dev.belfry.source.SourceFile;
import dev.belfry.source.Span;
import dev.belfry.syntax.Action;
import dev.belfry.syntax.Declaration;
import dev.belfry.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.BiConsumer;

/** Where in the files the parts of a checked program stand. */
final class Sources {
  /** A place in a file. */
  record Place(SourceFile file, Span span) {}

  /** A checked rule and how it is written. */
  record Rule(SourceFile file, Declaration.Rule written, CheckedRule checked) {
    Place name() {
      return new Place(file, written.name().span());
    }
  }

  /** A checked alert and how it is written. */
  record Alert(SourceFile file, Declaration.Alert written, CheckedAlert checked) {
    Place name() {
      return new Place(file, written.name().span());
    }
  }

  final List<Rule> rules = new ArrayList<>();
  final List<Alert> alerts = new ArrayList<>();
  private final IdentityHashMap<Deed, Place> deeds = new IdentityHashMap<>();

  /** Puts the files and the model that was made of them side by side; both are in one order. */
  Sources(List<SyntaxTree> trees, Model model) {
    for (SyntaxTree tree : trees) {
      for (Declaration declaration : tree.declarations()) {
        switch (declaration) {
          case Declaration.Rule it ->
              rules.add(new Rule(tree.file(), it, model.rules().get(rules.size())));
          case Declaration.Alert it ->
              alerts.add(new Alert(tree.file(), it, model.alerts().get(alerts.size())));
          case Declaration.Topic ignored -> {}
          case Declaration.Let ignored -> {}
          case Declaration.Test ignored -> {}
        }
      }
    }
    for (Rule rule : rules) {
      place(rule.checked().then(), rule.written().then(), rule.file());
      place(rule.checked().last(), rule.written().last(), rule.file());
    }
  }

  private void place(List<Deed> checked, List<Action> written, SourceFile file) {
    for (int i = 0; i < checked.size(); i++) {
      Deed deed = checked.get(i);
      Action action = written.get(i);
      deeds.put(deed, new Place(file, action.span()));
      if (deed instanceof Deed.Branch branch && action instanceof Action.Branch other) {
        place(branch.yes(), other.yes(), file);
        place(branch.no(), other.no(), file);
      }
      if (deed instanceof Deed.Repeat repeat && action instanceof Action.Repeat other) {
        place(repeat.deeds(), other.body(), file);
      }
    }
  }

  /** Where an action stands; equal ones stand at different places. */
  Place of(Deed deed, Rule rule) {
    Place place = deeds.get(deed);
    return place == null ? rule.name() : place;
  }

  /** Every single action of every rule, those within branches and repetitions included. */
  void forEachDeed(BiConsumer<Rule, Deed> look) {
    for (Rule rule : rules) {
      forEachDeed(rule, rule.checked().then(), look);
      forEachDeed(rule, rule.checked().last(), look);
    }
  }

  private static void forEachDeed(Rule rule, List<Deed> deeds, BiConsumer<Rule, Deed> look) {
    for (Deed deed : deeds) {
      switch (deed) {
        case Deed.Branch it -> {
          forEachDeed(rule, it.yes(), look);
          forEachDeed(rule, it.no(), look);
        }
        case Deed.Repeat it -> forEachDeed(rule, it.deeds(), look);
        default -> look.accept(rule, deed);
      }
    }
  }
}
