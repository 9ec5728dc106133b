package dev.belfry.program;

import dev.belfry.codec.Decoder;
import dev.belfry.codec.Type;
import dev.belfry.codec.Value;
import dev.belfry.effect.Effect;
import dev.belfry.event.TopicFilter;
import dev.belfry.model.CheckedAlert;
import dev.belfry.model.TopicUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What makes a unit of a program one half of an alert. All states come before all tellings, so that
 * nobody is told before it is known which alerts fire.
 */
public sealed interface AlertPart {
  /**
   * The half that follows the state.
   *
   * @param telling the place of the other half in the program
   */
  record State(int telling) implements AlertPart {}

  /**
   * The half that tells people.
   *
   * @param priority of notifications that name none
   * @param unless the operator that says whether it tells nobody
   * @param alarm the operator that knows how it stands with each instance
   */
  record Telling(
      CheckedAlert.Severity severity,
      Effect.Priority priority,
      Node message,
      List<ActionNode.Notify> notices,
      Optional<Long> remindMillis,
      Optional<CheckedAlert.Escalation> escalation,
      Optional<Integer> unless,
      Optional<ActionNode.Notify> resolved,
      int alarm)
      implements AlertPart {}

  /** The topic, which no client can write to, on which the machine notes whether an alert fires. */
  static String firingTopic(String alert) {
    return "$belfry/firing/" + alert.replace("%", "%25").replace("/", "%2F");
  }

  /** That topic as a rule reads it. */
  static TopicUse firing(String alert) {
    List<TopicFilter.Level> levels = new ArrayList<>();
    for (String part : firingTopic(alert).split("/", -1)) {
      levels.add(new TopicFilter.Level.Fixed(part));
    }
    return new TopicUse(
        new TopicFilter(levels),
        new Decoder(Type.Simple.BOOL),
        Optional.of(Value.Truth.FALSE),
        Optional.empty(),
        List.of());
  }
}
