package dev.belfry.service.store;

/** Where the loop writes what lasts. Used by one thread. */
public interface Storage {
  /**
   * Writes a batch and returns when it would survive a power cut.
   *
   * @throws StoreException when it may not; {@link #reopen} before the next attempt
   */
  void commit(Batch batch) throws StoreException;

  /**
   * Begins anew after a failed commit: nothing that was in memory then is trusted.
   *
   * @throws StoreException when it still cannot be used
   */
  void reopen() throws StoreException;
}
