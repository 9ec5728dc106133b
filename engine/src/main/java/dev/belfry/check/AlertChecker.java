package dev.belfry.check;

import dev.belfry.codec.Value;
import dev.belfry.effect.AlertStatus;
import dev.belfry.model.CheckedAlert;
import dev.belfry.model.CheckedRule;
import dev.belfry.model.Expr;
import dev.belfry.model.TopicUses;
import dev.belfry.source.SourceFile;
import dev.belfry.source.Span;
import dev.belfry.syntax.Action;
import dev.belfry.syntax.Declaration;
import dev.belfry.syntax.Declaration.Clause;
import dev.belfry.syntax.Name;
import dev.belfry.syntax.Template;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks whole alerts. */
final class AlertChecker {
  private static final long SHORTEST_REMINDER_MILLIS = 1_000;

  private final Problems problems;
  private final ValueChecker values;
  private final ActionChecker actions;
  private final RuleChecker rules;

  /** Where the states of alerts are written. */
  private final Map<String, CheckProblem.Place> states = new HashMap<>();

  /** The alerts by the topics of their own states. */
  private final Map<String, Named> topics = new HashMap<>();

  private record Named(String name, CheckProblem.Place place) {}

  AlertChecker(Problems problems, ValueChecker values, ActionChecker actions, RuleChecker rules) {
    this.problems = problems;
    this.values = values;
    this.actions = actions;
    this.rules = rules;
  }

  CheckedAlert check(Declaration.Alert alert, SourceFile file) {
    requireOnce(alert, file);
    Scope header = Scope.of(file, Scope.Place.HEADER);
    Expr state = state(alert, header);
    Scope told = header.binding(header.bound()).at(Scope.Place.ACTION);
    Optional<Expr> unless = first(alert, Clause.Unless.class).map(it -> unless(it, header));
    Expr message = message(alert, told);
    List<CheckedAlert.Telling> tellings = tellings(alert, false, told);
    List<CheckedAlert.Telling> resolved = tellings(alert, true, told);
    CheckedAlert checked =
        new CheckedAlert(
            alert.name().text(),
            // Texts may range over topics as well; only now all captures are known.
            header.captures(),
            state,
            severity(alert, header),
            message,
            tellings,
            first(alert, Clause.Remind.class).map(it -> remind(it, file)),
            first(alert, Clause.Escalate.class).map(it -> escalation(it, told)),
            unless,
            resolved.stream().findFirst());
    requireSomebodyTold(alert, checked, file);
    requireOwnTopic(alert.name(), file);
    return checked;
  }

  /** Checks what only all alerts together can be: a circle. */
  void checkTogether(List<CheckedAlert> alerts) {
    for (List<String> circle : AlertCircles.of(alerts)) {
      CheckProblem.Place place = states.get(circle.getFirst());
      if (place != null) {
        problems.add(place.file(), new CheckProblem.OfAlert.Circle(place.span(), circle));
      }
    }
  }

  private void requireOwnTopic(Name name, SourceFile file) {
    String topic = AlertStatus.topicOf(name.text(), List.of());
    CheckProblem.Place here = new CheckProblem.Place(file, name.span());
    Named first = topics.putIfAbsent(topic, new Named(name.text(), here));
    if (first != null && !first.name().equals(name.text())) {
      problems.add(
          file,
          new CheckProblem.OfAlert.SameTopic(
              name.span(), name.text(), first.name(), topic, first.place()));
    }
  }

  private Expr message(Declaration.Alert alert, Scope told) {
    return first(alert, Clause.Message.class)
        .map(it -> text(it.text(), told))
        .orElseGet(() -> new Expr.Const(new Value.Text(alert.name().text())));
  }

  private static <C extends Clause> List<C> all(Declaration.Alert alert, Class<C> kind) {
    return alert.clauses().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static <C extends Clause> Optional<C> first(Declaration.Alert alert, Class<C> kind) {
    return all(alert, kind).stream().findFirst();
  }

  private void requireOnce(Declaration.Alert alert, SourceFile file) {
    Map<String, Span> seen = new HashMap<>();
    for (Clause clause : alert.clauses()) {
      String word = word(clause);
      Span first = seen.putIfAbsent(word, clause.span());
      if (first != null && !word.equals("notify")) {
        problems.add(
            file,
            new CheckProblem.OfAlert.ClauseTwice(
                clause.span(), word, new CheckProblem.Place(file, first)));
      }
    }
  }

  private static String word(Clause clause) {
    return switch (clause) {
      case Clause.While ignored -> "while";
      case Clause.Severity ignored -> "severity";
      case Clause.Message ignored -> "message";
      case Clause.Notify it -> it.resolved() ? "resolved" : "notify";
      case Clause.Remind ignored -> "remind";
      case Clause.Escalate ignored -> "escalate";
      case Clause.Unless ignored -> "unless";
    };
  }

  private Expr state(Declaration.Alert alert, Scope header) {
    Optional<Clause.While> written = first(alert, Clause.While.class);
    if (written.isEmpty()) {
      problems.add(header.file, new CheckProblem.OfAlert.NoState(alert.name().span()));
      return new Expr.Const(Value.Truth.UNKNOWN);
    }
    Span span = written.get().state().span();
    states.putIfAbsent(alert.name().text(), new CheckProblem.Place(header.file, span));
    Expr state = values.state(written.get().state(), header);
    rules.checkState(state, Set.of(), span, header);
    return state;
  }

  private CheckedAlert.Severity severity(Declaration.Alert alert, Scope scope) {
    return first(alert, Clause.Severity.class)
        .flatMap(it -> actions.oneOf("severity", it.level(), CheckedAlert.Severity.values(), scope))
        .orElse(CheckedAlert.Severity.WARNING);
  }

  private List<CheckedAlert.Telling> tellings(
      Declaration.Alert alert, boolean resolved, Scope told) {
    return all(alert, Clause.Notify.class).stream()
        .filter(it -> it.resolved() == resolved)
        .map(it -> telling(it, told))
        .toList();
  }

  private CheckedAlert.Telling telling(Clause.Notify it, Scope told) {
    Action.NotifyOptions options = it.options();
    return new CheckedAlert.Telling(
        channels(it.channels(), told),
        it.text().map(text -> text(text, told)),
        options.title().map(title -> text(title, told)),
        options.priority().flatMap(name -> actions.priority(name, told)),
        actions.attachments(options.attachments(), told));
  }

  private Expr text(Template template, Scope told) {
    return values.template(template, told).expr();
  }

  private List<String> channels(List<Name> channels, Scope told) {
    channels.forEach(channel -> actions.requireChannel(channel, told));
    return channels.stream().map(Name::text).distinct().toList();
  }

  private long remind(Clause.Remind it, SourceFile file) {
    if (it.millis() < SHORTEST_REMINDER_MILLIS) {
      problems.add(file, new CheckProblem.OfAlert.TooOften(it.span()));
    }
    return it.millis();
  }

  private CheckedAlert.Escalation escalation(Clause.Escalate it, Scope told) {
    return new CheckedAlert.Escalation(channels(it.channels(), told), it.millis());
  }

  /** It is asked for each instance, so it binds nothing that the state does not bind. */
  private Expr unless(Clause.Unless it, Scope header) {
    Set<String> bound = header.bound();
    Scope scope = header.binding(bound);
    Expr state = values.state(it.state(), scope);
    List<String> free =
        TopicUses.slots(state).stream()
            .map(scope.captures()::get)
            .filter(name -> !bound.contains(name) && !name.equals(CheckedRule.RANGING))
            .toList();
    if (!free.isEmpty()) {
      problems.add(
          header.file, new CheckProblem.OfAlert.FreeInUnless(it.state().span(), free.getFirst()));
    }
    rules.checkState(state, bound, it.state().span(), scope);
    return state;
  }

  private void requireSomebodyTold(Declaration.Alert alert, CheckedAlert checked, SourceFile file) {
    if (!checked.tellings().isEmpty() || checked.escalation().isPresent()) {
      return;
    }
    for (Clause clause : alert.clauses()) {
      if (Set.of("remind", "resolved").contains(word(clause))) {
        problems.add(file, new CheckProblem.OfAlert.NobodyTold(clause.span(), word(clause)));
      }
    }
  }
}
