package dev.belfry.service.loop;

import dev.belfry.machine.Entry;
import dev.belfry.machine.Input;
import dev.belfry.machine.Machine;
import dev.belfry.machine.Outcome;
import java.util.List;

/** What the loop needs of a machine. */
interface Steps {
  Outcome step(Input input);

  long nextDueMillis();

  /** How far its clock has gone; of a machine that never started, {@link Long#MIN_VALUE}. */
  long nowMillis();

  List<Entry> drainChanges();

  /** The names of the rules that a person switched off. */
  List<String> switchedOff();

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
