package dev.belfry.service.terminal;

import dev.belfry.diagnostic.Diagnostic;
import dev.belfry.diagnostic.TextRenderer;
import dev.belfry.effect.Effect;
import dev.belfry.effect.Origin;
import dev.belfry.machine.Report;
import dev.belfry.service.loop.LoopObserver;
import dev.belfry.service.rules.LoadedRules;
import dev.belfry.service.rules.RuleProblem;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Shows a person what happens: each rule that fires with its cause, and whatever does not fit. */
public final class Terminal implements LoopObserver {
  private static final int MOST_DIAGNOSTICS = 20;
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

  private final PrintWriter out;
  private final Colours colours;
  private final boolean quiet;
  private final ZoneId zone;
  private final InstantSource wall;
  private final TextRenderer renderer;
  private final SampleLimit misfits = new SampleLimit();
  private final SampleLimit refusals = new SampleLimit();

  /**
   * A terminal that shows times in a zone.
   *
   * @param quiet leaves out what is no problem
   */
  public Terminal(
      PrintWriter out, boolean colours, boolean quiet, ZoneId zone, InstantSource wall) {
    this.out = out;
    this.colours = new Colours(colours);
    this.renderer = new TextRenderer(colours);
    this.quiet = quiet;
    this.zone = zone;
    this.wall = wall;
  }

  @Override
  public synchronized void reported(long wallMillis, Report report) {
    switch (report) {
      case Report.Fired fired -> {
        if (!quiet) {
          line(wallMillis, colours.good(whose(fired.origin())) + "  ← " + printable(fired.cause()));
        }
      }
      case Report.Misfit misfit -> showMisfit(wallMillis, misfit);
      case Report.Dropped dropped -> {
        if (!quiet) {
          line(
              wallMillis,
              whose(dropped.origin())
                  + colours.faint("  did not run: " + printable(dropped.why())));
        }
      }
      case Report.Forgotten it -> {
        if (!quiet) {
          line(wallMillis, whose(it.origin()) + colours.faint("  " + printable(it.why())));
        }
      }
      case Report.NoSuchRule it ->
          line(wallMillis, colours.bad("there is no rule called " + printable(it.rule())));
      case Report.WrongCaptures it ->
          line(
              wallMillis,
              colours.bad(printable(it.rule()))
                  + "  did not run: "
                  + printable(
                      captures(it.missing(), "missing") + captures(it.unknown(), "unknown")));
      case Report.NotSent notSent ->
          line(
              wallMillis,
              colours.bad(whose(notSent.origin()))
                  + "  did not send "
                  + printable(notSent.what())
                  + ": "
                  + printable(notSent.why()));
      case Report.Overflow overflow ->
          line(
              wallMillis,
              colours.warning("more than " + overflow.limit() + " ")
                  + printable(overflow.what())
                  + ": "
                  + printable(overflow.consequence()));
      case Report.Missed missed -> showMissed(wallMillis, missed);
      case Report.ProgramChanged change -> showKeptState(wallMillis, change);
      case Report.ChainCut cut ->
          line(
              wallMillis,
              colours.bad(whose(cut.origin()))
                  + "  feeds itself: its message on "
                  + printable(cut.topic())
                  + " was sent but not handled");
    }
  }

  private void showMissed(long wallMillis, Report.Missed missed) {
    if (!quiet) {
      MissedState.lines(missed, zone).forEach(text -> line(wallMillis, printable(text)));
    }
  }

  private void showKeptState(long wallMillis, Report.ProgramChanged change) {
    if (!quiet && !change.units().isEmpty()) {
      line(wallMillis, KeptState.summary(change));
    }
    for (KeptState.Loss loss : KeptState.losses(change)) {
      line(wallMillis, colours.warning(printable(loss.name())) + "  " + printable(loss.why()));
    }
    if (KeptState.more(change) > 0) {
      line(wallMillis, "and " + KeptState.more(change) + " more things that rules lost");
    }
  }

  private static String captures(List<String> names, String what) {
    return names.isEmpty() ? "" : what + " " + String.join(", ", names) + " ";
  }

  private void showMisfit(long wallMillis, Report.Misfit misfit) {
    if (misfits.mayShow(misfit.topic(), wallMillis)) {
      long heldBack = misfits.takeHeldBack();
      String more = heldBack > 0 ? colours.faint(" (and " + heldBack + " more, not shown)") : "";
      line(
          wallMillis,
          colours.warning(printable(misfit.topic()))
              + "  does not fit: "
              + printable(misfit.sample())
              + "; wanted "
              + printable(misfit.wanted())
              + more);
    }
  }

  @Override
  public synchronized void logged(long wallMillis, Effect.Log line) {
    boolean matters = line.level() == Effect.Level.WARN || line.level() == Effect.Level.ERROR;
    if (!quiet || matters) {
      String text = printable(line.text());
      line(wallMillis, whose(line.origin()) + "  " + (matters ? colours.warning(text) : text));
    }
  }

  @Override
  public synchronized void alerted(long wallMillis, Effect.Alert alert) {
    if (!quiet) {
      String word = alert.status().word();
      String shown = word.equals("firing") ? colours.bad(word) : colours.good(word);
      String message = colours.faint("  " + printable(alert.status().message()));
      line(wallMillis, whose(alert.origin()) + "  " + shown + message);
    }
  }

  @Override
  public synchronized void storeFailed(String words) {
    now(colours.bad(words) + "; nothing is acknowledged until it works again");
  }

  @Override
  public synchronized void storeRecovered() {
    now(colours.good("the store works again"));
  }

  /** Shows which rules are in force, and what is wrong with those that are not. */
  public synchronized void loaded(LoadedRules rules) {
    if (!quiet) {
      int count = rules.program().ruleNames().size();
      int alerts = rules.program().alertNames().size();
      now(
          "rules: generation "
              + rules.generation()
              + ", "
              + count(count, "rule")
              + (alerts == 0 ? "" : " and " + count(alerts, "alert"))
              + " in "
              + count(rules.files().size(), "file"));
    }
    rules.problems().forEach(this::showProblem);
    List<Diagnostic> diagnostics = rules.diagnostics();
    advised(diagnostics);
    if (diagnostics.stream().anyMatch(Diagnostic::isError)) {
      now(
          colours.warning(
              "of files with an error the last good version stays in force, if there was one"));
    }
  }

  /** What is wrong or suspicious in the rule files. */
  public synchronized void advised(List<Diagnostic> diagnostics) {
    diagnostics.stream().limit(MOST_DIAGNOSTICS).forEach(this::showDiagnostic);
    if (diagnostics.size() > MOST_DIAGNOSTICS) {
      now("and " + (diagnostics.size() - MOST_DIAGNOSTICS) + " more; belfry check shows all");
    }
  }

  /** The broker did not take a message of ours; a few of these a topic are enough. */
  public synchronized void notPublished(String topic, String why) {
    if (refusals.mayShow(topic, wall.millis())) {
      warn("not published on " + topic + ": " + why);
    }
  }

  /** Something that is as it should be. */
  public synchronized void note(String text) {
    if (!quiet) {
      now(printable(text));
    }
  }

  /** Something that somebody should look at. */
  public synchronized void warn(String text) {
    now(colours.warning(printable(text)));
  }

  private void showProblem(RuleProblem problem) {
    String path = problem.path().isEmpty() ? "" : problem.path() + " ";
    now(colours.bad(path + problem.words()));
  }

  private void showDiagnostic(Diagnostic diagnostic) {
    out.println(renderer.render(diagnostic).stripTrailing());
    out.flush();
  }

  /** A line of the service's own, shown though it be quiet. */
  public synchronized void say(String text) {
    out.println(text);
    out.flush();
  }

  private void now(String text) {
    line(wall.millis(), text);
  }

  private void line(long wallMillis, String text) {
    String time = CLOCK.format(Instant.ofEpochMilli(wallMillis).atZone(zone));
    out.println(colours.faint(time) + "  " + text);
    out.flush();
  }

  /** A rule or an alert by its name, with the key of the instance. */
  static String whose(Origin origin) {
    Map<String, String> key = origin.key();
    String where = key.values().stream().map(Terminal::printable).collect(Collectors.joining(", "));
    return printable(origin.name()) + (key.isEmpty() ? "" : " (" + where + ")");
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  /** What came over the network must not be able to steer the terminal. */
  private static String printable(String text) {
    return text.codePoints()
        .map(point -> Character.isISOControl(point) ? '\uFFFD' : point)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
