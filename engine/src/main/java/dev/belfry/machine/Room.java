package dev.belfry.machine;

import dev.belfry.catalog.Limits;
import java.util.List;

/**
 * Keeps the memory of the machine within its limits. Where one is reached, what was quiet for the
 * longest and holds nothing that goes on is forgotten; where everything goes on, nothing new is
 * taken up.
 */
final class Room {
  private final Changes changes;
  private final List<Report> reports;
  private Limits limits = Limits.USUAL;
  private boolean saidTopics;
  private boolean saidNoTopics;

  Room(Changes changes, List<Report> reports) {
    this.changes = changes;
    this.reports = reports;
  }

  void setLimits(Limits programLimits) {
    limits = programLimits;
  }

  int mostKeys() {
    return limits.keys();
  }

  int mostTopics() {
    return limits.topics();
  }

  /** Whether one more key may be remembered; one that is idle gives way if it must. */
  boolean isFor(Memory memory) {
    while (memory.cells().size() >= limits.keys()) {
      Cell idle = memory.quietest();
      if (idle == null) {
        tellFull(memory.rule);
        return false;
      }
      memory.remove(idle);
      // What is blank and was written as such is in no store.
      if (!idle.isBlank() || idle.dirty) {
        changes.forgotten(memory, idle);
      }
      tellForgetting(memory.rule);
    }
    return true;
  }

  private void tellForgetting(RuleState rule) {
    if (!rule.saidForgetting) {
      rule.saidForgetting = true;
      reports.add(
          new Report.Overflow(
              keysOf(rule), limits.keys(), "those that were quiet for the longest are forgotten"));
    }
  }

  private void tellFull(RuleState rule) {
    if (!rule.saidFull) {
      rule.saidFull = true;
      reports.add(
          new Report.Overflow(
              keysOf(rule), limits.keys(), "something goes on for each, so new ones are left out"));
    }
  }

  private static String keysOf(RuleState rule) {
    return "keys of \"" + rule.program.name() + "\"";
  }

  /** A topic is forgotten because there are too many. */
  void forget(TopicState topic) {
    changes.forgotten(topic);
    if (!saidTopics) {
      saidTopics = true;
      reports.add(
          new Report.Overflow(
              "topics of filters",
              limits.topics(),
              "those that were quiet for the longest are forgotten"));
    }
  }

  /** A message arrived on a topic for which there is no room. */
  void refuseTopic() {
    if (!saidNoTopics) {
      saidNoTopics = true;
      reports.add(
          new Report.Overflow(
              "topics of filters",
              limits.topics(),
              "something goes on for each, so messages of new ones are not remembered"));
    }
  }
}
