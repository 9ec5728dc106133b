package dev.belfry.service.terminal;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Lets a line about a topic through only every so often, so that a chatty device cannot drown the
 * rest. Time arrives as data.
 */
final class SampleLimit {
  static final long PER_TOPIC_MILLIS = 10_000;
  static final int MOST_PER_PERIOD = 20;
  static final int MOST_TOPICS = 1_000;

  private final Map<String, Long> lastShownMillis =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MOST_TOPICS;
        }
      };
  private long periodStartMillis = Long.MIN_VALUE / 2;
  private int shownInPeriod;
  private long heldBack;

  /** Whether a line about the topic may be shown now. */
  boolean mayShow(String topic, long timeMillis) {
    // A clock that was set back must not silence anything for long.
    long sincePeriod = timeMillis - periodStartMillis;
    if (sincePeriod >= PER_TOPIC_MILLIS || sincePeriod < 0) {
      periodStartMillis = timeMillis;
      shownInPeriod = 0;
    }
    Long last = lastShownMillis.get(topic);
    boolean tooSoon = last != null && timeMillis - last < PER_TOPIC_MILLIS && timeMillis >= last;
    if (tooSoon || shownInPeriod >= MOST_PER_PERIOD) {
      heldBack++;
      return false;
    }
    lastShownMillis.remove(topic);
    lastShownMillis.put(topic, timeMillis);
    shownInPeriod++;
    return true;
  }

  /** How many lines were held back since this was last asked. */
  long takeHeldBack() {
    long count = heldBack;
    heldBack = 0;
    return count;
  }
}
