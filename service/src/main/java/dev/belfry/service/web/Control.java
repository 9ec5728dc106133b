package dev.belfry.service.web;

import java.util.List;
import java.util.Map;

/** What a person can ask of the running service, and what orders it takes. */
public interface Control {
  /** A rule in force, and where it stands. */
  record Rule(String name, String file, int line, boolean on) {}

  /**
   * Something that is to be delivered, or that was given up.
   *
   * @param since when it came about, as ISO 8601 in UTC
   * @param reason why it was given up; empty while it waits
   */
  record Delivery(
      String id,
      boolean dead,
      String sink,
      String target,
      String cause,
      String what,
      String since,
      String reason) {}

  /** What waits to be delivered, oldest first, and then what was given up. */
  List<Delivery> deliveries();

  /** Tries again what was given up. */
  void retry(String id) throws ControlException;

  /** Throws away what was given up. */
  void discard(String id) throws ControlException;

  /** The rules in force, in order of file and position. */
  List<Rule> rules() throws ControlException;

  /** Switches a rule off or on, and returns when that is safe. */
  void switchRule(String name, boolean on) throws ControlException;

  /** Lets a rule run with these captures, and returns when what came of it is safe. */
  void run(String name, Map<String, String> key) throws ControlException;
}
