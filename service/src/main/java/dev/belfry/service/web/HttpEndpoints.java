package dev.belfry.service.web;

import dev.belfry.service.config.ListenAddress;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.util.JavalinException;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /healthz}, {@code /readyz} and {@code /metrics}, and {@code /api} for commands. */
public final class HttpEndpoints implements AutoCloseable {
  private static final int MOST_THREADS = 8;
  private static final int FEWEST_THREADS = 1;
  private static final int IDLE_THREAD_MILLIS = 30_000;
  private static final int BUG = 500;
  private static final int UNAVAILABLE = 503;
  private static final Logger LOG = LoggerFactory.getLogger(HttpEndpoints.class);

  static {
    // Jetty would start all of Java's management to find that out, a tenth of a start.
    System.setProperty("org.eclipse.jetty.util.referencesPerCacheLine", "16");
  }

  private final Javalin server;

  private HttpEndpoints(Javalin server) {
    this.server = server;
  }

  /**
   * Starts to answer.
   *
   * @throws PortInUseException when the address is taken, or none of this machine
   */
  public static HttpEndpoints start(
      ListenAddress address, Health health, PrometheusMeterRegistry metrics, ControlRoutes control)
      throws PortInUseException {
    Javalin server = Javalin.create(config -> configure(config, address, health, metrics, control));
    try {
      server.start();
      return new HttpEndpoints(server);
    } catch (JavalinException refused) {
      server.stop();
      throw new PortInUseException(
          "the HTTP endpoints cannot listen at "
              + address
              + " ("
              + reason(refused)
              + "); end what uses it, or choose another port with --http-port, 0 for a free one",
          refused);
    }
  }

  private static String reason(Throwable refused) {
    Throwable root = refused;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = root.getMessage();
    return message == null ? root.getClass().getSimpleName() : message;
  }

  private static void configure(
      JavalinConfig config,
      ListenAddress address,
      Health health,
      PrometheusMeterRegistry metrics,
      ControlRoutes control) {
    QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, FEWEST_THREADS);
    threads.setIdleTimeout(IDLE_THREAD_MILLIS);
    threads.setName("http");
    threads.setDaemon(true);
    // Threads in reserve serve those who need an answer in no time, which is nobody here.
    threads.setReservedThreads(0);
    config.concurrency.useVirtualThreads = false;
    config.jetty.threadPool = threads;
    config.jetty.host = address.host();
    config.jetty.port = address.port();
    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.routes.exception(
        Exception.class,
        (bug, context) -> {
          LOG.error("{} could not be answered", context.path(), bug);
          context.status(BUG);
        });
    control.add(config);
    config.routes.get("/healthz", context -> answer(context, health.isAlive()));
    config.routes.get("/readyz", context -> answer(context, health.isReady()));
    config.routes.get(
        "/metrics",
        context ->
            context
                .contentType("text/plain; version=0.0.4; charset=utf-8")
                .result(metrics.scrape()));
  }

  private static void answer(Context context, boolean good) {
    context.status(good ? 200 : UNAVAILABLE).result(good ? "ok\n" : "not now\n");
  }

  /** The port it really listens on. */
  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.stop();
  }
}
