package dev.belfry.service.terminal;

import dev.belfry.machine.Inheritance;
import dev.belfry.machine.Inheritance.Fate;
import dev.belfry.machine.Report;
import java.util.ArrayList;
import java.util.List;

/** What rules keep of what they remembered when the program changes, in words. */
final class KeptState {
  private static final int MOST_LINES = 20;

  private KeptState() {}

  /** In one line: {@code 40 rules and alerts keep what they remember, 1 loses some of it}. */
  static String summary(Report.ProgramChanged change) {
    List<String> parts = new ArrayList<>();
    int kept = change.all(Fate.KEPT).size();
    int reset = change.all(Fate.RESET).size();
    int fresh = change.all(Fate.NEW).size();
    int gone = change.all(Fate.GONE).size();
    if (kept > 0) {
      parts.add(some(kept, "keeps what it remembers", "keep what they remember"));
    }
    if (reset > 0) {
      parts.add(reset + (reset == 1 ? " loses some of it" : " lose some of it"));
    }
    if (fresh > 0) {
      parts.add(fresh + (fresh == 1 ? " is new" : " are new"));
    }
    if (gone > 0) {
      parts.add(gone + (gone == 1 ? " is gone" : " are gone"));
    }
    return "state: " + String.join(", ", parts);
  }

  private static String some(int count, String one, String many) {
    return count == 1 ? "1 rule or alert " + one : count + " rules and alerts " + many;
  }

  /** What was lost, a line for each thing, of each rule the name and then why; at most so many. */
  static List<Loss> losses(Report.ProgramChanged change) {
    return change.all(Fate.RESET).stream()
        .flatMap(unit -> unit.why().stream().map(why -> new Loss(unit.name(), why)))
        .limit(MOST_LINES)
        .toList();
  }

  /** How many lines more there would be. */
  static int more(Report.ProgramChanged change) {
    int all = change.all(Fate.RESET).stream().map(Inheritance::why).mapToInt(List::size).sum();
    return Math.max(0, all - MOST_LINES);
  }

  /** One thing that a rule lost. */
  record Loss(String name, String why) {}
}
