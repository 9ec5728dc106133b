package dev.belfry.program;

import dev.belfry.model.CheckedRule;
import dev.belfry.model.Written;
import java.util.List;
import java.util.Optional;

/**
 * A rule, or a half of an alert, made ready.
 *
 * @param order its place in the program
 * @param operators what it remembers, parts before what is made of them
 * @param guard what must hold when the event happens
 * @param mode what an event does while a run lasts
 * @param runs where its runs are remembered, if they can last
 * @param begin the operator of a rule without an event
 * @param alert which half of an alert it is, if it is one
 * @param written how its author wrote it, for people to read
 */
public record RuleProgram(
    int order,
    String name,
    List<String> captures,
    List<Use> uses,
    List<Operator> operators,
    Optional<EventNode> event,
    Optional<EventNode.StateNode> guard,
    Optional<Integer> begin,
    Optional<Operator.Limit> limit,
    CheckedRule.Mode mode,
    Optional<Operator.Runs> runs,
    Script then,
    Script last,
    Optional<AlertPart> alert,
    Written written) {
  /** The same as a half of an alert of this name. */
  RuleProgram asAlert(String alertName, AlertPart part) {
    return new RuleProgram(
        order,
        alertName,
        captures,
        uses,
        operators,
        event,
        guard,
        begin,
        limit,
        mode,
        runs,
        then,
        last,
        Optional.of(part),
        written);
  }
}
