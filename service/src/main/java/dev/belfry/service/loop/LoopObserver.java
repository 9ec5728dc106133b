package dev.belfry.service.loop;

import dev.belfry.effect.Effect;
import dev.belfry.machine.Report;

/** Is told what happens in the loop, on its thread, in words meant for people. */
public interface LoopObserver {
  /** Something happened inside the machine at this wall-clock time. */
  void reported(long wallMillis, Report report);

  /** A rule writes to the log. */
  void logged(long wallMillis, Effect.Log line);

  /** An instance of an alert changed. */
  void alerted(long wallMillis, Effect.Alert alert);

  /** The store cannot be written; the loop waits and tries again. */
  void storeFailed(String words);

  /** The store can be written again. */
  void storeRecovered();
}
