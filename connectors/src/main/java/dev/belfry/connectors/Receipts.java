package dev.belfry.connectors;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Remembers who already has what, so that a notification which is handed over again, because
 * another of its targets is still waiting, comes to nobody twice. Called by several threads.
 */
public interface Receipts {
  /** Receipts that are kept in memory at most; the oldest go. */
  int IN_MEMORY_MAX = 10_000;

  /** Whether this target has what bears this id. */
  boolean holds(String id, String target);

  /** The target has it. */
  void add(String id, String target);

  /** Receipts that end with the process. */
  static Receipts inMemory() {
    Set<Receipt> held =
        Collections.synchronizedSet(
            Collections.newSetFromMap(
                new LinkedHashMap<>() {
                  @Override
                  protected boolean removeEldestEntry(Map.Entry<Receipt, Boolean> eldest) {
                    return size() > IN_MEMORY_MAX;
                  }
                }));
    return new Receipts() {
      @Override
      public boolean holds(String id, String target) {
        return held.contains(new Receipt(id, target));
      }

      @Override
      public void add(String id, String target) {
        held.add(new Receipt(id, target));
      }
    };
  }

  /** Who has what. */
  record Receipt(String id, String target) {}
}
