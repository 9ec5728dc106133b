package dev.belfry.service.web;

import java.util.List;
import java.util.Map;

/** What a person can ask of the running service, and what orders it takes. */
public interface Control {
  /** A rule in force, and where it stands. */
  record Rule(String name, String file, int line, boolean on) {}

  /** The rules in force, in order of file and position. */
  List<Rule> rules() throws ControlException;

  /** Switches a rule off or on, and returns when that is safe. */
  void switchRule(String name, boolean on) throws ControlException;

  /** Lets a rule run with these captures, and returns when what came of it is safe. */
  void run(String name, Map<String, String> key) throws ControlException;
}
