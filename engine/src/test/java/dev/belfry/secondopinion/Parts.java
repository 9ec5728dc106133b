package dev.belfry.secondopinion;

import dev.belfry.model.CheckedAlert;
import dev.belfry.model.CheckedRule;
import dev.belfry.model.Deed;
import dev.belfry.model.Expr;
import dev.belfry.model.Happening;
import dev.belfry.model.TopicUse;
import dev.belfry.model.TopicUses;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All that rules and alerts are made of. */
final class Parts {
  private Parts() {}

  /** Every expression that stands somewhere in a rule, parts before what is made of them. */
  static List<Expr> of(CheckedRule rule) {
    List<Expr> all = new ArrayList<>();
    rule.event().ifPresent(event -> add(event, all));
    rule.state().ifPresent(state -> add(state, all));
    rule.then().forEach(deed -> add(deed, all));
    rule.last().forEach(deed -> add(deed, all));
    return all;
  }

  /** Every expression that stands somewhere in an alert. */
  static List<Expr> of(CheckedAlert alert) {
    List<Expr> all = new ArrayList<>();
    add(alert.state(), all);
    add(alert.message(), all);
    alert.unless().ifPresent(unless -> add(unless, all));
    alert.tellings().forEach(telling -> add(telling, all));
    alert.resolved().ifPresent(telling -> add(telling, all));
    return all;
  }

  /** Every expression that stands somewhere in this one, and itself. */
  static List<Expr> of(Expr expr) {
    List<Expr> all = new ArrayList<>();
    add(expr, all);
    return all;
  }

  /** The events that an event is made of, and itself. */
  static List<Happening> of(Happening event) {
    List<Happening> all = new ArrayList<>(List.of(event));
    switch (event) {
      case Happening.Times it -> all.addAll(of(it.event()));
      case Happening.Guarded it -> all.addAll(of(it.event()));
      case Happening.Followed it -> {
        all.addAll(of(it.first()));
        all.addAll(of(it.second()));
      }
      case Happening.NotFollowed it -> {
        all.addAll(of(it.first()));
        all.addAll(of(it.second()));
      }
      case Happening.Either it -> {
        all.addAll(of(it.left()));
        all.addAll(of(it.right()));
      }
      case Happening.OnMessage ignored -> {}
      case Happening.Held ignored -> {}
      case Happening.Silence ignored -> {}
      case Happening.Scheduled ignored -> {}
      case Happening.Startup ignored -> {}
    }
    return all;
  }

  /** The topics that events read by themselves, not by a state. */
  static List<TopicUse> topics(Happening event) {
    return of(event).stream()
        .filter(Happening.OnMessage.class::isInstance)
        .map(it -> ((Happening.OnMessage) it).topic())
        .toList();
  }

  /** The actions that actions are made of, and themselves. */
  static List<Deed> of(List<Deed> deeds) {
    List<Deed> all = new ArrayList<>();
    for (Deed deed : deeds) {
      all.add(deed);
      if (deed instanceof Deed.Branch it) {
        all.addAll(of(it.yes()));
        all.addAll(of(it.no()));
      } else if (deed instanceof Deed.Repeat it) {
        all.addAll(of(it.deeds()));
      }
    }
    return all;
  }

  private static void add(Expr expr, List<Expr> all) {
    TopicUses.parts(expr).forEach(part -> add(part, all));
    all.add(expr);
  }

  private static void add(Happening event, List<Expr> all) {
    for (Happening part : of(event)) {
      switch (part) {
        case Happening.Held it -> add(it.state(), all);
        case Happening.Silence it -> add(it.state(), all);
        case Happening.Guarded it -> add(it.state(), all);
        case Happening.OnMessage it -> wanted(it.change()).forEach(expr -> add(expr, all));
        case Happening.Times ignored -> {}
        case Happening.Followed ignored -> {}
        case Happening.NotFollowed ignored -> {}
        case Happening.Either ignored -> {}
        case Happening.Scheduled ignored -> {}
        case Happening.Startup ignored -> {}
      }
    }
  }

  private static List<Expr> wanted(Happening.Change change) {
    return switch (change) {
      case Happening.Change.Updates ignored -> List.of();
      case Happening.Change.Receives it -> List.of(it.value());
      case Happening.Change.Becomes it -> List.of(it.value());
      case Happening.Change.Changes it -> {
        List<Expr> both = new ArrayList<>();
        it.from().ifPresent(both::add);
        it.to().ifPresent(both::add);
        yield both;
      }
      case Happening.Change.Rises it -> List.of(it.limit());
      case Happening.Change.Falls it -> List.of(it.limit());
    };
  }

  private static void add(Deed top, List<Expr> all) {
    for (Deed deed : of(List.of(top))) {
      switch (deed) {
        case Deed.Publish it -> {
          add(it.topic(), all);
          add(it.value(), all);
        }
        case Deed.Notify it -> {
          add(it.text(), all);
          it.title().ifPresent(title -> add(title, all));
          graphs(it.attachments(), all);
        }
        case Deed.Call it -> it.value().ifPresent(value -> add(value, all));
        case Deed.Log it -> add(it.text(), all);
        case Deed.Branch it -> add(it.state(), all);
        case Deed.WaitUntil it -> add(it.state(), all);
        case Deed.Wait ignored -> {}
        case Deed.Repeat ignored -> {}
        case Deed.Stop ignored -> {}
      }
    }
  }

  private static void add(CheckedAlert.Telling telling, List<Expr> all) {
    Optional.of(telling).flatMap(CheckedAlert.Telling::text).ifPresent(text -> add(text, all));
    telling.title().ifPresent(title -> add(title, all));
    graphs(telling.attachments(), all);
  }

  private static void graphs(List<Deed.Attachment> attachments, List<Expr> all) {
    for (Deed.Attachment attachment : attachments) {
      if (attachment instanceof Deed.Attachment.Graph it) {
        it.topics().forEach(topic -> add(topic, all));
      }
    }
  }
}
