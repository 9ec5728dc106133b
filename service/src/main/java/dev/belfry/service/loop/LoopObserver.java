package dev.belfry.service.loop;

import dev.belfry.effect.Effect;
import dev.belfry.machine.Report;
import java.util.List;
import java.util.function.Consumer;

/** Is told what happens in the loop, on its thread; takes notice of what concerns it. */
public interface LoopObserver {
  /** Something happened inside the machine at this wall-clock time. */
  default void reported(long wallMillis, Report report) {}

  /** A rule writes to the log. */
  default void logged(long wallMillis, Effect.Log line) {}

  /** An instance of an alert changed. */
  default void alerted(long wallMillis, Effect.Alert alert) {}

  /** The store cannot be written; the loop waits and tries again. */
  default void storeFailed(String words) {}

  /** The store can be written again. */
  default void storeRecovered() {}

  /** Several, told one after the other. */
  static LoopObserver all(List<LoopObserver> observers) {
    return new LoopObserver() {
      private void tell(Consumer<LoopObserver> what) {
        observers.forEach(what);
      }

      @Override
      public void reported(long wallMillis, Report report) {
        tell(each -> each.reported(wallMillis, report));
      }

      @Override
      public void logged(long wallMillis, Effect.Log line) {
        tell(each -> each.logged(wallMillis, line));
      }

      @Override
      public void alerted(long wallMillis, Effect.Alert alert) {
        tell(each -> each.alerted(wallMillis, alert));
      }

      @Override
      public void storeFailed(String words) {
        tell(each -> each.storeFailed(words));
      }

      @Override
      public void storeRecovered() {
        tell(LoopObserver::storeRecovered);
      }
    };
  }
}
