package dev.belfry.agreement;

import dev.belfry.effect.Effect;
import dev.belfry.event.Payload;
import dev.belfry.machine.Entry;
import dev.belfry.machine.Input;
import dev.belfry.machine.Machine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The machine with a store, as a service would hold it. */
final class Engine {
  private final Map<String, Payload> store = new LinkedHashMap<>();
  private Machine machine = Machine.fresh();

  List<Effect> step(Input input) {
    List<Effect> effects = machine.step(input).effects();
    for (Entry entry : machine.drainChanges()) {
      entry
          .value()
          .ifPresentOrElse(value -> store.put(entry.key(), value), () -> store.remove(entry.key()));
    }
    return effects;
  }

  /** Loses all but what is stored. */
  void stop() {
    machine =
        Machine.restored(
            store.entrySet().stream()
                .map(piece -> new Entry(piece.getKey(), Optional.of(piece.getValue())))
                .toList());
  }
}
