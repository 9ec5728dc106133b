package dev.belfry.service.loop;

import dev.belfry.machine.Entry;
import dev.belfry.machine.Input;
import dev.belfry.machine.Machine;
import dev.belfry.machine.Outcome;
import java.util.List;

/** What the loop needs of a machine. */
public interface Steps {
  /** What comes of an input; times only grow. */
  Outcome step(Input input);

  /** When something is due, or {@link Long#MAX_VALUE}. */
  long nextDueMillis();

  /** How far its clock has gone; of a machine that never started, {@link Long#MIN_VALUE}. */
  long nowMillis();

  /** The state that changed since this was last asked. */
  List<Entry> drainChanges();

  /** The names of the rules that a person switched off. */
  List<String> switchedOff();

  /** Those of a machine. */
  static Steps of(Machine machine) {
    return new Steps() {
      @Override
      public Outcome step(Input input) {
        return machine.step(input);
      }

      @Override
      public long nextDueMillis() {
        return machine.nextDueMillis();
      }

      @Override
      public long nowMillis() {
        return machine.nowMillis();
      }

      @Override
      public List<String> switchedOff() {
        return machine.switchedOff();
      }

      @Override
      public List<Entry> drainChanges() {
        return machine.drainChanges();
      }
    };
  }
}
