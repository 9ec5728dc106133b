package dev.belfry.service.simulation;

import dev.belfry.connectors.sink.Attempt;
import dev.belfry.effect.Effect;
import dev.belfry.service.loop.Post.Address;
import dev.belfry.service.outbox.Parcel;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** People and devices, and whatever goes wrong on the way to them. Each drops repeated ids. */
final class Sinks {
  private static final int LONGEST_ATTEMPT_MILLIS = 30_000;
  private static final int ORDINARY_ATTEMPT_MILLIS = 50;
  private static final List<String> NAMES = List.of("broker", "call", "mail");

  private final Setting setting;
  private final Checker checker;
  private final Map<String, Long> downUntilMillis = new LinkedHashMap<>();
  private final Set<Life> stuck = new HashSet<>();

  Sinks(Setting setting, Checker checker) {
    this.setting = setting;
    this.checker = checker;
  }

  static List<Address> addresses(Effect effect) {
    return switch (effect) {
      case Effect.Publish it -> List.of(new Address("broker", it.topic()));
      case Effect.Call it -> List.of(new Address("call", it.connector()));
      case Effect.Notify it ->
          it.channels().stream()
              .flatMap(channel ->
                  channel.equals("owner")
                      ? List.of("anna", "bert").stream()
                      : List.of(channel).stream())
              .map(person -> new Address("mail", person))
              .toList();
      case Effect.Alert ignored -> List.of();
      case Effect.Log ignored -> List.of();
    };
  }

  /** One of them cannot be reached for so long. */
  void takeDown(long millis) {
    String name = setting.luck().of(NAMES);
    setting.trace().note("%s is down for %d ms", name, millis);
    downUntilMillis.put(name, setting.timeline().nowMillis() + millis);
  }

  /** Whether there is an attempt that never ends. */
  boolean isStuck(Life life) {
    return stuck.contains(life);
  }

  /** All can be reached. */
  void calmDown() {
    downUntilMillis.clear();
  }

  CompletionStage<Attempt> carry(Life life, Parcel parcel) {
    Luck luck = setting.luck();
    checker.carried(parcel);
    if (setting.timeline().nowMillis() < downUntilMillis.getOrDefault(parcel.sink(), 0L)) {
      return after(life, luck.stretch(LONGEST_ATTEMPT_MILLIS), Attempt.Again.down("down"));
    }
    if (!luck.trouble()) {
      long arrival = luck.stretch(ORDINARY_ATTEMPT_MILLIS);
      arrive(life, parcel, arrival);
      return after(life, arrival + luck.stretch(ORDINARY_ATTEMPT_MILLIS), new Attempt.Done(""));
    }
    return fail(life, parcel, luck);
  }

  private CompletionStage<Attempt> fail(Life life, Parcel parcel, Luck luck) {
    int arrival = luck.stretch(LONGEST_ATTEMPT_MILLIS);
    int answer = arrival + luck.stretch(LONGEST_ATTEMPT_MILLIS);
    int form = luck.below(11);
    boolean arrives = form % 2 == 0;
    if (arrives) {
      arrive(life, parcel, arrival);
    }
    return switch (form) {
      case 0, 1 -> after(life, answer, Attempt.Again.down("timeout"));
      case 2, 3 -> after(life, answer, Attempt.Again.later("busy"));
      case 4, 5 ->
          after(
              life,
              answer,
              new Attempt.Again(
                  "asks for patience", form == 4, Optional.of(Duration.ofSeconds(answer % 40))));
      case 6, 7 -> {
        stuck.add(life);
        yield new CompletableFuture<>();
      }
      case 8 -> after(life, answer, new Attempt.Done("at last"));
      default -> after(life, answer, new Attempt.Never("unwanted"));
    };
  }

  private void arrive(Life life, Parcel parcel, long inMillis) {
    if (inMillis == 0) {
      receive(life, parcel);
    } else {
      setting.timeline().after(inMillis, () -> receive(life, parcel));
    }
  }

  private void receive(Life life, Parcel parcel) {
    setting.trace().note("  %s %s receives %s", parcel.sink(), parcel.target(), parcel.id());
    checker.told(parcel, !life.isOn());
  }

  private CompletionStage<Attempt> after(Life life, long millis, Attempt attempt) {
    if (millis == 0) {
      return CompletableFuture.completedFuture(attempt);
    }
    CompletableFuture<Attempt> stage = new CompletableFuture<>();
    setting
        .timeline()
        .after(
            millis,
            () -> {
              if (life.isOn()) {
                stage.complete(attempt);
              }
            });
    return stage;
  }
}
