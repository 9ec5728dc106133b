package dev.belfry.service.rules;

import java.time.Duration;
import java.util.Properties;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;

/** Asks for a look at the folder every so often, whatever the file events say. */
final class RescanSchedule implements AutoCloseable {
  private static final String WAKE = "wake";

  private final Scheduler scheduler;

  private RescanSchedule(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  static RescanSchedule every(Duration interval, Runnable wake) {
    try {
      Scheduler scheduler = new StdSchedulerFactory(properties(wake)).getScheduler();
      scheduler.getContext().put(WAKE, wake);
      scheduler.scheduleJob(
          JobBuilder.newJob(Wake.class).build(),
          TriggerBuilder.newTrigger()
              .withSchedule(
                  SimpleScheduleBuilder.simpleSchedule()
                      .withIntervalInMilliseconds(interval.toMillis())
                      .repeatForever())
              .build());
      scheduler.start();
      return new RescanSchedule(scheduler);
    } catch (SchedulerException impossible) {
      throw new IllegalStateException("the schedule of rescans did not start", impossible);
    }
  }

  private static Properties properties(Runnable wake) {
    Properties properties = new Properties();
    // Schedulers of one process are told apart by name.
    properties.setProperty(
        "org.quartz.scheduler.instanceName", "rescan-" + System.identityHashCode(wake));
    properties.setProperty("org.quartz.scheduler.makeSchedulerThreadDaemon", "true");
    properties.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
    properties.setProperty("org.quartz.threadPool.threadCount", "1");
    properties.setProperty("org.quartz.threadPool.makeThreadsDaemons", "true");
    properties.setProperty("org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore");
    return properties;
  }

  /** The job; Quartz makes it, hence public. */
  public static final class Wake implements Job {
    @Override
    public void execute(JobExecutionContext context) {
      try {
        if (context.getScheduler().getContext().get(WAKE) instanceof Runnable wake) {
          wake.run();
        }
      } catch (SchedulerException ending) {
        // The scheduler is being shut down.
      }
    }
  }

  @Override
  public void close() {
    try {
      scheduler.shutdown(false);
    } catch (SchedulerException already) {
      // It is down.
    }
  }
}
