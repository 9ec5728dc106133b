package dev.belfry.record;

import dev.belfry.effect.Effect;
import dev.belfry.event.Payload;
import dev.belfry.machine.Entry;
import dev.belfry.machine.Input;
import dev.belfry.machine.Machine;
import dev.belfry.program.Program;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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

  /** Handles one record, and first what falls due at or before its time; answers the effects. */
  public List<Effect> take(Recorded record) {
    return switch (record) {
      case Recorded.Header ignored -> List.of();
      case Recorded.Restart it -> restart(it);
      case Recorded.Happened it -> take(it.input());
    };
  }

  /** Lets the clock go on to this time; answers the effects of what falls due. */
  public List<Effect> until(long millis) {
    return started ? step(new Input.Tick(millis)) : List.of();
  }

  private List<Effect> take(Input input) {
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
    List<Effect> effects = new ArrayList<>(start(input.timeMillis()));
    effects.addAll(step(input));
    return effects;
  }

  private List<Effect> start(long millis) {
    started = true;
    return step(new Input.Started(millis, wallOffsetMillis, program));
  }

  private List<Effect> restart(Recorded.Restart restart) {
    List<Effect> effects = new ArrayList<>();
    restart.stoppedMillis().ifPresent(millis -> effects.addAll(until(millis)));
    restart.wallMillis().ifPresent(wall -> wallOffsetMillis = wall - restart.timeMillis());
    if (started) {
      gather();
      machine =
          Machine.restored(
              store.entrySet().stream()
                  .map(piece -> new Entry(piece.getKey(), Optional.of(piece.getValue())))
                  .toList());
    }
    effects.addAll(start(restart.timeMillis()));
    return effects;
  }

  private List<Effect> step(Input input) {
    List<Effect> effects = machine.step(input).effects();
    if (++sinceGathering == INPUTS_PER_GATHERING) {
      gather();
    }
    return effects;
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
