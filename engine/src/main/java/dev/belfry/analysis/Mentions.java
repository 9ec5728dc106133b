package dev.belfry.analysis;

import dev.belfry.model.CheckedAlert;
import dev.belfry.model.CheckedRule;
import dev.belfry.model.Expr;
import dev.belfry.model.Happening;
import dev.belfry.model.TopicUse;
import dev.belfry.model.TopicUses;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Everything that rules and alerts read: topics whose messages or values mean something to them.
 */
final class Mentions {
  private final List<TopicUse> heard = new ArrayList<>();
  private final List<Expr> expressions = new ArrayList<>();
  private final List<Expr> graphs = new ArrayList<>();

  private Mentions() {}

  static Mentions of(CheckedRule rule) {
    Mentions mentions = new Mentions();
    rule.event().ifPresent(mentions::event);
    rule.state().ifPresent(mentions.expressions::add);
    mentions.expressions.addAll(Deeds.expressions(rule.then()));
    mentions.expressions.addAll(Deeds.expressions(rule.last()));
    mentions.graphs.addAll(Deeds.graphs(rule.then()));
    mentions.graphs.addAll(Deeds.graphs(rule.last()));
    return mentions;
  }

  static Mentions of(CheckedAlert alert) {
    Mentions mentions = new Mentions();
    mentions.expressions.addAll(List.of(alert.state(), alert.message()));
    alert.unless().ifPresent(mentions.expressions::add);
    alert.tellings().forEach(mentions::telling);
    alert.resolved().ifPresent(mentions::telling);
    return mentions;
  }

  private void telling(CheckedAlert.Telling telling) {
    telling.text().ifPresent(expressions::add);
    telling.title().ifPresent(expressions::add);
    graphs.addAll(Deeds.graphed(telling.attachments()));
  }

  private void event(Happening event) {
    switch (event) {
      case Happening.OnMessage it -> {
        heard.add(it.topic());
        change(it.change());
      }
      case Happening.Silence it -> expressions.add(it.state());
      case Happening.Held it -> expressions.add(it.state());
      case Happening.Times it -> event(it.event());
      case Happening.Guarded it -> {
        event(it.event());
        expressions.add(it.state());
      }
      case Happening.Followed it -> {
        event(it.first());
        event(it.second());
      }
      case Happening.NotFollowed it -> {
        event(it.first());
        event(it.second());
      }
      case Happening.Either it -> {
        event(it.left());
        event(it.right());
      }
      case Happening.Scheduled ignored -> {}
      case Happening.Startup ignored -> {}
    }
  }

  private void change(Happening.Change change) {
    switch (change) {
      case Happening.Change.Updates ignored -> {}
      case Happening.Change.Receives it -> expressions.add(it.value());
      case Happening.Change.Becomes it -> expressions.add(it.value());
      case Happening.Change.Changes it -> {
        it.from().ifPresent(expressions::add);
        it.to().ifPresent(expressions::add);
      }
      case Happening.Change.Rises it -> expressions.add(it.limit());
      case Happening.Change.Falls it -> expressions.add(it.limit());
    }
  }

  /** The mentions of topics, repeats included. */
  List<TopicUse> topics() {
    List<TopicUse> topics = new ArrayList<>(heard);
    expressions.forEach(expr -> topics.addAll(TopicUses.of(expr)));
    return topics;
  }

  /** The alerts that are asked for. */
  Set<String> alerts() {
    Set<String> names = new LinkedHashSet<>();
    expressions.forEach(expr -> names.addAll(TopicUses.alerts(expr)));
    return names;
  }

  /** The texts and values that are put together. */
  List<Expr> expressions() {
    return expressions;
  }

  /** What spells the topics of graphs. */
  List<Expr> graphs() {
    return graphs;
  }
}
