package dev.belfry.program;

import java.util.List;

/** Checked rules, ready to run. Immutable. */
public final class Program {
  /** The names of its rules, in order of file and position. */
  public List<String> ruleNames() {
    return List.of();
  }

  /** Whether any rule reads this topic. */
  public boolean reads(String topic) {
    return false;
  }
}
