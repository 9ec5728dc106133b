package dev.belfry.service.loop;

import dev.belfry.effect.Effect;
import dev.belfry.record.Recorded;
import java.util.List;

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

  /** Hands everything to each of them in turn. */
  static Recorder all(List<Recorder> recorders) {
    return new Recorder() {
      @Override
      public void record(Recorded input) {
        recorders.forEach(each -> each.record(input));
      }

      @Override
      public void record(Effect effect) {
        recorders.forEach(each -> each.record(effect));
      }

      @Override
      public void flush() {
        recorders.forEach(Recorder::flush);
      }
    };
  }
}
