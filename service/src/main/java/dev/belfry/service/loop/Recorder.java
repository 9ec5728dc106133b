package dev.belfry.service.loop;

import dev.belfry.effect.Effect;
import dev.belfry.record.Recorded;

/**
 * Writes down what goes through the loop, in its order, on its thread, after the commit. It must
 * not wait for anybody, and whatever goes wrong with it stays with it.
 */
public interface Recorder {
  /** Something came in. */
  void record(Recorded input);

  /** Something came of it. */
  void record(Effect effect);

  /** That was all for now. */
  void flush();

  /** Keeps nothing. */
  static Recorder none() {
    return new Recorder() {
      @Override
      public void record(Recorded input) {}

      @Override
      public void record(Effect effect) {}

      @Override
      public void flush() {}
    };
  }
}
