package dev.belfry.agreement;

import dev.belfry.agreement.Scenario.Act;
import dev.belfry.agreement.Scenario.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes random histories. */
final class Steps {
  private static final int MOST_STEPS = 40;

  private final Choices choices;
  private final Era era;
  private final List<Sketch> versions;
  private final boolean isBusy;
  private final boolean mayBeGiven;
  private final boolean isSequential;
  private final boolean isTolerant;

  Steps(Choices choices, Era era, List<Sketch> versions) {
    this.choices = choices;
    this.era = era;
    this.versions = versions;
    String text = versions.toString();
    this.isBusy = text.contains("every") || text.contains("cron") || text.contains("now");
    // When a fact is set silently, whoever waits for it is not woken; when it is, is not said.
    this.mayBeGiven = !text.contains("wait until");
    this.isSequential = text.contains("followed by");
    this.isTolerant = text.contains("tolerating");
  }

  List<Step> all() {
    List<Step> steps = new ArrayList<>();
    while (steps.size() < MOST_STEPS && choices.below(25) > 0) {
      if (isSequential && choices.percent(4)) {
        steps.addAll(overlapping());
      } else if (isTolerant && choices.percent(8)) {
        steps.addAll(doubting());
      } else {
        steps.add(new Step(gap(), act()));
      }
    }
    steps.add(new Step(choices.of(List.of(60_000L, 3_600_000L)), new Act.Pass()));
    return steps;
  }

  /**
   * Two first events of a sequence with a second one after it, and one when the first is too old.
   */
  private List<Step> overlapping() {
    String first = era.favourites().get(0);
    String second = era.favourites().get(1);
    long half = choices.of(era.millis()) / 2;
    return List.of(
        new Step(gap(), known(first)),
        new Step(half, known(first)),
        new Step(choices.of(List.of(0L, 1L)), known(second)),
        new Step(half, known(second)));
  }

  /** A value that is known, unknown for one of the durations, and perhaps known again. */
  private List<Step> doubting() {
    String topic = choices.of("home/" + room() + "/temp", "level", "home/" + room() + "/shape");
    String nothing = choices.of("", "?");
    return List.of(
        new Step(gap(), known(topic)),
        new Step(
            choices.of(List.of(0L, 1_000L, 5_000L)),
            new Act.Send(topic, nothing, 0, nothing.isEmpty(), false)),
        new Step(choices.of(era.millis()), choices.percent(50) ? known(topic) : new Act.Pass()));
  }

  private Act known(String topic) {
    return new Act.Send(topic, payload(topic), choices.below(3), false, false);
  }

  /** Gaps often end exactly when something is due, or a millisecond before or after. */
  private long gap() {
    return switch (choices.below(14)) {
      case 0, 1, 2, 3 -> 0;
      case 4, 5 -> choices.of(era.millis());
      case 6 -> choices.of(era.millis()) - 1;
      case 7 -> choices.of(era.millis()) + 1;
      case 8 -> choices.of(era.millis()) / 2;
      case 9 -> 1;
      case 10 -> 1_000;
      case 11 -> 7_500;
      case 12 -> 30_000;
      default -> isBusy ? 300_000 : choices.of(List.of(300_000L, 3_600_000L, 36_000_000L));
    };
  }

  private Act act() {
    int form = choices.below(40);
    if (form < 26) {
      return send(false);
    }
    return switch (form) {
      case 26 -> send(true);
      case 27, 28 -> mayBeGiven ? given() : new Act.Pass();
      case 29, 30 -> new Act.Pass();
      case 31, 32 -> {
        long down =
            choices.percent(40) ? choices.of(List.of(0L, 1_000L)) : Math.min(gap(), 700_000);
        yield versions.size() > 1 && choices.percent(60)
            ? new Act.Replace(down, choices.below(versions.size()))
            : new Act.Restart(down);
      }
      case 33, 34 ->
          versions.size() > 1 ? new Act.Reload(choices.below(versions.size())) : new Act.Pass();
      case 35 ->
          new Act.ClockStep(
              choices.of(
                  era.alerts().isEmpty()
                      ? List.of(30_000L, -30_000L, 3_600_000L, -3_600_000L)
                      // Whether a silence that was over begins again is not said.
                      : List.of(30_000L, 3_600_000L)));
      case 36 -> new Act.Switch(rule(), choices.percent(60));
      case 37 -> new Act.Trigger(rule(), Map.of("room", room()));
      case 38 ->
          era.alerts().isEmpty()
              ? send(false)
              : new Act.Acknowledge(choices.of(era.alerts()), whichRoom());
      default ->
          era.alerts().isEmpty()
              ? send(false)
              : new Act.Silence(choices.of(era.alerts()), whichRoom(), choices.of(era.millis()));
    };
  }

  private String rule() {
    List<String> names = versions.getFirst().names("rule");
    return names.get(choices.below(names.size()));
  }

  private Optional<String> whichRoom() {
    return choices.percent(40) ? Optional.of(room()) : Optional.empty();
  }

  private String room() {
    return choices.of("a", "b");
  }

  private Act.Send send(boolean replayed) {
    String topic = topic();
    if (choices.percent(4)) {
      return new Act.Send(topic, "", choices.below(3), true, replayed);
    }
    boolean retain = replayed || choices.percent(10);
    return new Act.Send(topic, payload(topic), choices.below(3), retain, replayed);
  }

  private Act.Given given() {
    String topic = topic();
    return new Act.Given(topic, payload(topic));
  }

  private String topic() {
    return switch (choices.below(13)) {
      case 0, 1, 2 -> "home/" + room() + "/door";
      case 3, 4 -> "home/" + room() + "/temp";
      case 5 -> "home/" + room() + "/motion";
      case 6 -> "home/" + room() + "/shape";
      case 7 -> "raw/" + room();
      case 8 -> "mode";
      case 9 -> "level";
      case 10, 11 -> choices.of(era.favourites());
      default -> choices.of("home/c/door", "raw/c", "home/c/temp");
    };
  }

  private String payload(String topic) {
    if (choices.percent(5)) {
      return choices.of("x", "", "null", "{}", "\"20\"");
    }
    if (topic.endsWith("door")) {
      return choices.of("open", "closed");
    }
    if (topic.endsWith("motion")) {
      return choices.of("true", "false", "on", "0");
    }
    if (topic.equals("mode")) {
      return choices.of("on", "off");
    }
    if (topic.endsWith("shape")) {
      return choices.of(
          "{\"state\":\"on\",\"n\":20}",
          "{\"state\":\"off\",\"n\":25}",
          "{\"n\":18}",
          "{\"state\":\"on\",\"n\":\"x\"}",
          "{\"state\":null,\"n\":21.5}");
    }
    return topic.startsWith("raw")
        ? choices.of("20", "x", "1x", "21.5", "{\"a\":1}", "true", "[20,1]")
        : choices.of("20", "18", "21.5", "25", "19");
  }
}
