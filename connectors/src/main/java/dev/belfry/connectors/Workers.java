package dev.belfry.connectors;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;

/** Where connectors work: they start no thread of their own. What is handed out here they close. */
public interface Workers {
  /**
   * The threads of one sink, one or a few of them. They may hang for as long as the sink's deadline
   * is; how many tasks wait for them is limited by the caller.
   *
   * @param sink {@code mail}, {@code camera porch}, {@code call siren_api}: unique, fit for a
   *     thread's name
   */
  ExecutorService pool(String sink);

  /** One timer; its tasks are short. */
  ScheduledExecutorService timer();
}
