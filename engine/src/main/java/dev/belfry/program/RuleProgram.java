package dev.belfry.program;

import dev.belfry.model.CheckedRule;
import java.util.List;
import java.util.Optional;

/**
 * A rule made ready.
 *
 * @param order its place among all rules
 * @param operators what it remembers, parts before what is made of them
 * @param guard what must hold when the event happens
 * @param mode what an event does while a run lasts
 * @param runs where its runs are remembered, if they can last
 * @param begin the operator of a rule without an event
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
    Script last) {}
