package dev.belfry.analysis;

import dev.belfry.check.Checker;
import dev.belfry.codec.Printed;
import dev.belfry.diagnostic.Diagnostic;
import dev.belfry.effect.Effect;
import dev.belfry.effect.Origin;
import dev.belfry.event.Message;
import dev.belfry.machine.Input;
import dev.belfry.model.CheckedRule;
import dev.belfry.model.Happening;
import dev.belfry.record.Recorded;
import dev.belfry.syntax.Declaration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All that is said about loops, conflicts and rules that say nothing. */
final class Wording {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE HH:mm:ss", Locale.ENGLISH);

  /** How many lines a note has. */
  private static final int MOST_LINES = 12;

  private static final int SHOWN_PAYLOAD = 60;

  private final Sources sources;
  private final ZoneId zone;

  Wording(Sources sources, ZoneId zone) {
    this.sources = sources;
    this.zone = zone;
  }

  static Diagnostic warning(
      String code,
      Sources.Place at,
      String message,
      String label,
      List<Diagnostic.Label> others,
      @Nullable String help,
      List<String> notes) {
    return Diagnostic.warning(code, at.file(), at.span(), message, label, others, help, notes);
  }

  // ---- loops

  Finding loop(Loops.Loop loop) {
    List<Sources.Rule> rules = loop.rules().stream().map(sources.rules::get).toList();
    Sources.Rule first = rules.getFirst();
    boolean alone = rules.size() == 1;
    String message =
        (alone ? "this rule keeps itself going" : "these rules keep each other going")
            + (loop.timed() ? " for ever, as time passes: " : " without end: ")
            + named(rules);
    List<Diagnostic.Label> others =
        rules.stream().skip(1).map(rule -> label(rule, "and it goes on here")).toList();
    return new Finding(
        warning(
            "W0701",
            first.name(),
            message,
            alone ? "hears what it publishes" : "begins again here",
            others,
            help(rules),
            List.of(beginning(loop.scenario()), round(loop))),
        witness(loop.scenario(), loop.untilMillis()));
  }

  private static String help(List<Sources.Rule> rules) {
    boolean each =
        rules.stream()
            .flatMap(rule -> Sides.of(0, rule.checked()).stream())
            .anyMatch(side ->
                side.trigger() instanceof Trigger.Arrival it
                    && !(it.change() instanceof Happening.Change.Becomes)
                    && !(it.change() instanceof Happening.Change.Changes));
    return each
        ? "let a rule react to a change (`becomes`, `changes`) rather than to every message, or"
            + " end the circle with a `while`"
        : "end the circle with a `while`, or publish to a topic that none of these rules hears";
  }

  private static String named(List<Sources.Rule> rules) {
    return rules.stream()
        .map(rule -> "\"" + rule.checked().name() + "\"")
        .collect(Collectors.joining(" → "));
  }

  private static Diagnostic.Label label(Sources.Rule rule, String text) {
    return new Diagnostic.Label(rule.file(), rule.written().name().span(), text);
  }

  private static String round(Loops.Loop loop) {
    List<String> lines = new ArrayList<>();
    lines.add("each round:");
    loop.round().forEach(it -> lines.add(published(it)));
    return cut(lines);
  }

  private static String published(Effect.Publish it) {
    String who = it.origin().kind() == Origin.Kind.ALERT ? "alert " : "";
    return who
        + "\""
        + it.origin().name()
        + "\" publishes "
        + said(it.topic(), it.payload().sample(SHOWN_PAYLOAD));
  }

  private static String said(String topic, String payload) {
    return topic + "  " + payload;
  }

  private static String cut(List<String> lines) {
    if (lines.size() <= MOST_LINES) {
      return String.join("\n", lines);
    }
    return String.join("\n", lines.subList(0, MOST_LINES))
        + "\nand "
        + (lines.size() - MOST_LINES)
        + " more";
  }

  /** A circle of topics that comes to an end. */
  Circle circle(Loops.Tried tried) {
    List<Sources.Rule> rules = tried.knot().rules().stream().map(sources.rules::get).toList();
    String rather =
        tried
            .ended()
            .filter(it -> !it.published().isEmpty())
            .map(this::ended)
            .orElse("\nnor any that makes them run");
    return new Circle(
        (rules.size() == 1 ? "a rule hears what it publishes" : "rules hear each other")
            + ", and no message was found with which they go on for ever: "
            + rules.stream().map(it -> quoted(it.checked())).collect(Collectors.joining(", "))
            + rather,
        tried
            .ended()
            .map(it ->
                witness(
                    it.scenario(),
                    it.published().isEmpty()
                        ? it.scenario().fromMillis()
                        : it.published().getLast().timeMillis()))
            .orElse(List.of()));
  }

  private String ended(Loops.Ended it) {
    List<String> lines = new ArrayList<>();
    it.published().forEach(each -> lines.add(published(each)));
    return "\nthe longest that was seen: "
        + beginning(it.scenario())
        + "\nthen\n"
        + cut(lines)
        + "\nand nothing more";
  }

  // ---- scenarios

  /** How it comes about, line by line. */
  private String beginning(Scenario scenario) {
    List<String> lines = new ArrayList<>();
    lines.add("it happens when");
    Set<String> facts = new LinkedHashSet<>();
    for (Recorded line : scenario.lines()) {
      switch (line) {
        case Recorded.Happened it when it.input() instanceof Input.Arrived arrived -> {
          Message message = arrived.message();
          String said = said(message.topic(), message.payload().sample(SHOWN_PAYLOAD));
          if (message.replayed()) {
            facts.add(said + "  is known");
          } else {
            lines.add(said + "  arrives" + time(arrived.timeMillis()));
          }
        }
        case Recorded.Restart it -> lines.add("the engine starts" + time(it.timeMillis()));
        default -> {}
      }
    }
    lines.addAll(1, facts);
    if (lines.size() == 1 + facts.size()) {
      lines.add("time passes");
    }
    return cut(lines);
  }

  private String time(long millis) {
    return " (" + TIME.format(Instant.ofEpochMilli(millis).atZone(zone)) + ")";
  }

  /** The inputs, and a last one that lets the clock go on to the moment of it. */
  private static List<Recorded> witness(Scenario scenario, long untilMillis) {
    List<Recorded> lines = new ArrayList<>(scenario.lines());
    lines.add(new Recorded.Happened(new Input.ClockStepped(untilMillis, 0)));
    return lines;
  }

  // ---- conflicts

  Finding conflict(Conflicts.Conflict it) {
    Sources.Place one = place(it.first());
    Sources.Place other = place(it.second());
    String first = it.first().side().of().name();
    String second = it.second().side().of().name();
    String happens =
        beginning(it.scenario())
            + "\nthen"
            + time(it.one().timeMillis())
            + "\n"
            + published(it.one())
            + "\n"
            + published(it.other());
    return new Finding(
        warning(
            "W0702",
            other,
            "\""
                + first
                + "\" and \""
                + second
                + "\" publish different values to "
                + it.one().topic()
                + " on the same event",
            "the last one stands",
            List.of(
                new Diagnostic.Label(one.file(), one.span(), "\"" + first + "\" publishes here")),
            "give one of them a `while` that leaves out the other, or make one rule of both",
            List.of(happens)),
        witness(it.scenario(), it.one().timeMillis()));
  }

  private Sources.Place place(Side.Site site) {
    return sources.of(site.publish(), sources.rules.get(site.side().rule()));
  }

  // ---- limits

  /** A limit that drops runs of a schedule which asks for nothing else. */
  Optional<Finding> mute(Sources.Rule rule) {
    CheckedRule checked = rule.checked();
    if (checked.limit().isEmpty()
        || checked.state().isPresent()
        || !(checked.event().orElse(null) instanceof Happening.Scheduled scheduled)
        || !(scheduled.schedule() instanceof Happening.Schedule.Every every)) {
      return Optional.empty();
    }
    CheckedRule.Limit limit = checked.limit().get();
    long due = limit.millis() / every.millis();
    return due <= limit.times()
        ? Optional.empty()
        : rule.written().limit().map(written -> mute(rule, written, limit, due));
  }

  private static Finding mute(
      Sources.Rule rule, Declaration.Limit written, CheckedRule.Limit limit, long due) {
    return Finding.of(
        warning(
            "W0714",
            new Sources.Place(rule.file(), written.span()),
            "this rule is due "
                + due
                + " times in "
                + Printed.stretch(limit.millis())
                + ", and its limit lets "
                + limit.times()
                + " of them through",
            "mutes the schedule",
            List.of(),
            "write how often it shall run behind `every`, or what it shall wait for behind `while`",
            List.of()));
  }

  /** A name that nothing mentions. */
  Finding unused(Checker.Unused it) {
    return Finding.of(
        warning(
            "W0711",
            new Sources.Place(it.file(), it.name().span()),
            "nothing uses the " + it.kind() + " `" + it.name().text() + "`",
            "never mentioned",
            List.of(),
            "take it out, or look whether a rule means it and names another",
            List.of()));
  }

  static String quoted(CheckedRule rule) {
    return "\"" + rule.name() + "\"";
  }
}
