package dev.belfry.rehearsal;

import dev.belfry.effect.Effect;
import dev.belfry.event.Payload;
import dev.belfry.machine.AlertInstance;
import dev.belfry.machine.Entry;
import dev.belfry.machine.Input;
import dev.belfry.machine.Machine;
import dev.belfry.program.Program;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The machine of a test with its clock, its store and its connectors, and what they brought about.
 */
final class Clockwork {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

  private final Program program;

  /** What a store would hold. */
  private final Map<String, Payload> store = new LinkedHashMap<>();

  private final VirtualDeliveries deliveries = new VirtualDeliveries();
  private final List<Effect> effects = new ArrayList<>();
  private final List<String> timeline = new ArrayList<>();
  private Machine machine = Machine.fresh();
  private long nowMillis;

  Clockwork(Program program, long startMillis) {
    this.program = program;
    this.nowMillis = startMillis;
  }

  long nowMillis() {
    return nowMillis;
  }

  /** What was brought about and is not used up, in order; to be changed by who looks at it. */
  List<Effect> effects() {
    return effects;
  }

  List<String> timeline() {
    return List.copyOf(timeline);
  }

  List<AlertInstance> alerts() {
    return machine.alerts();
  }

  VirtualDeliveries deliveries() {
    return deliveries;
  }

  /** Notes a step of the test where it happens. */
  void note(String step) {
    timeline.add(clock(nowMillis) + "  " + step);
  }

  void start() {
    step(new Input.Started(nowMillis, program));
  }

  /** Stops, and starts from what is durable. */
  void restart() {
    for (Entry entry : machine.drainChanges()) {
      entry
          .value()
          .ifPresentOrElse(value -> store.put(entry.key(), value), () -> store.remove(entry.key()));
    }
    List<Entry> entries =
        store.entrySet().stream()
            .map(piece -> new Entry(piece.getKey(), Optional.of(piece.getValue())))
            .toList();
    machine = Machine.restored(entries);
    start();
  }

  void step(Input input) {
    List<Effect> brought = machine.step(input).effects();
    for (Effect effect : brought) {
      write(effect.timeMillis(), Shown.line(effect));
      if (!(effect instanceof Effect.Alert)) {
        take(deliveries.attempt(effect, effect.timeMillis()));
      }
    }
  }

  private void take(VirtualDeliveries.Delivered delivered) {
    effects.addAll(delivered.done());
    delivered.refused().forEach(effect -> write(nowMillis, "refused: " + Shown.effect(effect)));
  }

  private void write(long millis, String line) {
    timeline.add(clock(millis) + "    " + line);
  }

  /** When something happens by itself next, or {@link Long#MAX_VALUE}. */
  long nextDueMillis() {
    return Math.min(machine.nextDueMillis(), deliveries.nextDueMillis());
  }

  /** Moves on; what is due on the way happens in order, the machine's part first. */
  void moveTo(long millis) {
    while (nextDueMillis() <= millis) {
      tick(Math.max(nowMillis, nextDueMillis()));
    }
    tick(millis);
  }

  private void tick(long millis) {
    nowMillis = millis;
    step(new Input.Tick(millis));
    if (deliveries.nextDueMillis() <= millis) {
      VirtualDeliveries.Delivered again = deliveries.retry(millis);
      again.done().forEach(effect -> write(millis, "delivered: " + Shown.effect(effect)));
      take(again);
    }
  }

  private String clock(long millis) {
    return Instant.ofEpochMilli(millis).atZone(program.site().zone()).format(CLOCK);
  }
}
