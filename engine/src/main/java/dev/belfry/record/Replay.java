package dev.belfry.record;

import dev.belfry.event.Payload;
import dev.belfry.machine.Entry;
import dev.belfry.machine.Input;
import dev.belfry.machine.Machine;
import dev.belfry.machine.Outcome;
import dev.belfry.program.Program;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Brings recorded inputs to a program anew. Its clock is theirs: it starts at the first one's time,
 * and what falls due between two of them happens at its own.
 */
public final class Replay {
  /** So often the changed state is gathered, so that it does not pile up in the machine. */
  private static final int INPUTS_PER_GATHERING = 1_024;

  private final Program program;

  /** What a store would hold. */
  private final Map<String, Payload> store = new LinkedHashMap<>();

  private Machine machine = Machine.fresh();
  private boolean started;
  private long wallOffsetMillis;
  private int sinceGathering;

  public Replay(Program program) {
    this.program = program;
  }

  /** Handles one record, and first what falls due at or before its time. */
  public Outcome take(Recorded record) {
    return switch (record) {
      case Recorded.Header ignored -> Outcome.NOTHING;
      case Recorded.Restart it -> restart(it);
      case Recorded.Happened it -> take(it.input());
    };
  }

  /** Lets the clock go on to this time; what falls due happens. */
  public Outcome until(long millis) {
    return started ? step(new Input.Tick(millis)) : Outcome.NOTHING;
  }

  /** When something falls due next, or {@link Long#MAX_VALUE}. */
  public long nextDueMillis() {
    return machine.nextDueMillis();
  }

  private Outcome take(Input input) {
    if (input instanceof Input.ClockStepped it) {
      boolean known = started && it.wallOffsetMillis() == wallOffsetMillis;
      wallOffsetMillis = it.wallOffsetMillis();
      if (!started) {
        return start(it.timeMillis());
      }
      // A recording that was put together from several files says it several times.
      return known ? step(new Input.Tick(it.timeMillis())) : step(it);
    }
    if (started) {
      return step(input);
    }
    return start(input.timeMillis()).and(step(input));
  }

  private Outcome start(long millis) {
    started = true;
    return step(new Input.Started(millis, wallOffsetMillis, program));
  }

  private Outcome restart(Recorded.Restart restart) {
    Outcome before =
        restart.stoppedMillis().isPresent()
            ? until(restart.stoppedMillis().getAsLong())
            : Outcome.NOTHING;
    restart.wallMillis().ifPresent(wall -> wallOffsetMillis = wall - restart.timeMillis());
    if (started) {
      gather();
      machine =
          Machine.restored(
              store.entrySet().stream()
                  .map(piece -> new Entry(piece.getKey(), Optional.of(piece.getValue())))
                  .toList());
    }
    return before.and(start(restart.timeMillis()));
  }

  private Outcome step(Input input) {
    Outcome outcome = machine.step(input);
    if (++sinceGathering == INPUTS_PER_GATHERING) {
      gather();
    }
    return outcome;
  }

  private void gather() {
    sinceGathering = 0;
    for (Entry entry : machine.drainChanges()) {
      entry
          .value()
          .ifPresentOrElse(value -> store.put(entry.key(), value), () -> store.remove(entry.key()));
    }
  }
}
