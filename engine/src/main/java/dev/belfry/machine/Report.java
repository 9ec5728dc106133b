package dev.belfry.machine;

import dev.belfry.effect.Origin;
import java.util.List;

/** What happened inside the machine that is no effect, in words that name rules and topics. */
public sealed interface Report {
  /**
   * A rule ran.
   *
   * @param cause what made it run, as a person reads it: {@code home/hall/door "open"}
   */
  record Fired(Origin origin, String cause) implements Report {}

  /** A payload that does not fit its topic's type; {@code wanted} says what would. */
  record Misfit(String topic, String sample, String wanted) implements Report {}

  /** A rule that would have run was held back by its limit or mode. */
  record Dropped(Origin origin, String why) implements Report {}

  /** An action that was not carried out, because its value is unknown or its topic invalid. */
  record NotSent(Origin origin, String what, String why) implements Report {}

  /**
   * More was asked of the machine than it keeps or looks at; said once for each.
   *
   * @param what of what there are more than the limit
   * @param consequence what it does about it
   */
  record Overflow(String what, int limit, String consequence) implements Report {}

  /** Events of a sequence are forgotten because there are too many. */
  record Forgotten(Origin origin, String why) implements Report {}

  /** A person named a rule that is not there. */
  record NoSuchRule(String rule) implements Report {}

  /** A person triggered a rule with captures missing, or with others than it has. */
  record WrongCaptures(String rule, List<String> missing, List<String> unknown) implements Report {}

  /**
   * Another program came into force, or the first one after a restart: what its rules and alerts
   * keep of what they remembered.
   */
  record ProgramChanged(List<Inheritance> units) implements Report {
    /** Those of which this became. */
    public List<Inheritance> all(Inheritance.Fate fate) {
      return units.stream().filter(unit -> unit.fate() == fate).toList();
    }
  }

  /**
   * The engine starts again after a downtime: what may have been missed. Times are of the wall
   * clock.
   *
   * @param moreSchedules how many schedules missed times besides those named
   * @param moreStretches how many stretches are uncertain besides those named
   */
  record Missed(
      long fromWallMillis,
      long untilWallMillis,
      List<MissedTimes> schedules,
      int moreSchedules,
      List<Uncertain> stretches,
      int moreStretches)
      implements Report {}

  /** A chain of messages between rules was cut. */
  record ChainCut(Origin origin, String topic) implements Report {}
}
