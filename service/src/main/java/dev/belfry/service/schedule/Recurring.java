package dev.belfry.service.schedule;

import java.time.Duration;
import java.util.Properties;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;

/** A task that is done at once and then every so often, on a thread of its own. */
public final class Recurring implements AutoCloseable {
  private static final String TASK = "task";

  private final Scheduler scheduler;
  private final JobKey job;

  private Recurring(Scheduler scheduler, JobKey job) {
    this.scheduler = scheduler;
    this.job = job;
  }

  /**
   * Starts to do a task.
   *
   * @param name unique in this process
   */
  public static Recurring every(Duration interval, String name, Runnable task) {
    JobKey job = new JobKey(name);
    try {
      Scheduler scheduler = new StdSchedulerFactory(properties(name, task)).getScheduler();
      scheduler.getContext().put(TASK, task);
      scheduler.scheduleJob(
          JobBuilder.newJob(Turn.class).withIdentity(job).build(),
          TriggerBuilder.newTrigger()
              .withSchedule(
                  SimpleScheduleBuilder.simpleSchedule()
                      .withIntervalInMilliseconds(interval.toMillis())
                      .repeatForever())
              .build());
      scheduler.start();
      return new Recurring(scheduler, job);
    } catch (SchedulerException impossible) {
      throw new IllegalStateException("the schedule of " + name + " did not start", impossible);
    }
  }

  private static Properties properties(String name, Runnable task) {
    Properties properties = new Properties();
    // Schedulers of one process are told apart by name.
    properties.setProperty(
        "org.quartz.scheduler.instanceName", name + "-" + System.identityHashCode(task));
    properties.setProperty("org.quartz.scheduler.makeSchedulerThreadDaemon", "true");
    properties.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
    properties.setProperty("org.quartz.threadPool.threadCount", "1");
    properties.setProperty("org.quartz.threadPool.makeThreadsDaemons", "true");
    properties.setProperty("org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore");
    return properties;
  }

  /** Has it done once more, soon, without waiting for it. */
  public void soon() {
    try {
      scheduler.triggerJob(job);
    } catch (SchedulerException ending) {
      // The scheduler is being shut down.
    }
  }

  /** The job; Quartz makes it, hence public. */
  @DisallowConcurrentExecution
  public static final class Turn implements Job {
    @Override
    public void execute(JobExecutionContext context) {
      try {
        if (context.getScheduler().getContext().get(TASK) instanceof Runnable task) {
          task.run();
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
