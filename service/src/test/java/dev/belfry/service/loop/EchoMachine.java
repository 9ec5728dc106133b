package dev.belfry.service.loop;

import dev.belfry.effect.Effect;
import dev.belfry.event.Message;
import dev.belfry.event.Payload;
import dev.belfry.machine.Entry;
import dev.belfry.machine.Input;
import dev.belfry.machine.Outcome;
import dev.belfry.machine.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps each message as state, and answers what comes on {@code ask/…} on {@code answer/…}. */
final class EchoMachine implements Steps {
  private final List<Entry> changes = new ArrayList<>();
  final List<Input> inputs = new CopyOnWriteArrayList<>();
  private volatile long dueMillis = Long.MAX_VALUE;

  @Override
  public Outcome step(Input input) {
    inputs.add(input);
    return switch (input) {
      case Input.Arrived arrived -> arrived(arrived);
      case Input.Tick tick -> {
        dueMillis = Long.MAX_VALUE;
        yield publish(tick.timeMillis(), "answer/tick", "now", false);
      }
      default -> Outcome.NOTHING;
    };
  }

  private Outcome arrived(Input.Arrived arrived) {
    Message message = arrived.message();
    changes.add(new Entry(message.topic(), Optional.of(message.payload())));
    return switch (message.topic()) {
      case "ask" -> publish(arrived.timeMillis(), "answer", message.payload().toString(), true);
      case "later" -> {
        dueMillis = arrived.timeMillis() + 50;
        yield Outcome.NOTHING;
      }
      case "bug" -> throw new IllegalStateException("bug");
      default -> Outcome.NOTHING;
    };
  }

  private static Outcome publish(long timeMillis, String topic, String text, boolean retain) {
    return new Outcome(
        List.of(
            new Effect.Publish(timeMillis, LoopTest.ORIGIN, topic, Payload.of(text), 0, retain)),
        List.of(new Report.Fired(LoopTest.ORIGIN, topic)));
  }

  @Override
  public long nextDueMillis() {
    return dueMillis;
  }

  @Override
  public long nowMillis() {
    return Long.MIN_VALUE;
  }

  @Override
  public List<String> switchedOff() {
    return List.of("off");
  }

  @Override
  public List<Entry> drainChanges() {
    List<Entry> drained = List.copyOf(changes);
    changes.clear();
    return drained;
  }
}
