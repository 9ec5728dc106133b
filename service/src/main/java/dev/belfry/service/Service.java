package dev.belfry.service;

import dev.belfry.machine.Machine;
import dev.belfry.machine.UnreadableStateException;
import dev.belfry.program.Program;
import dev.belfry.record.Recorded;
import dev.belfry.service.config.Configuration;
import dev.belfry.service.config.ListenAddress;
import dev.belfry.service.control.ControlFile;
import dev.belfry.service.control.LiveControl;
import dev.belfry.service.history.HistoryRecorder;
import dev.belfry.service.loop.Loop;
import dev.belfry.service.loop.LoopThread;
import dev.belfry.service.loop.Recorder;
import dev.belfry.service.loop.SteadyClock;
import dev.belfry.service.recording.Recordings;
import dev.belfry.service.rules.DeclaredNames;
import dev.belfry.service.rules.FolderWatch;
import dev.belfry.service.rules.LoadedRules;
import dev.belfry.service.rules.RulesReload;
import dev.belfry.service.store.Contents;
import dev.belfry.service.store.Sources;
import dev.belfry.service.store.Store;
import dev.belfry.service.store.StoreException;
import dev.belfry.service.terminal.Terminal;
import dev.belfry.service.web.ControlRoutes;
import dev.belfry.service.web.Health;
import dev.belfry.service.web.HttpEndpoints;
import dev.belfry.service.web.PortInUseException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/** The running service: store, machine, loop, rules, world and endpoints, put together. */
public final class Service implements AutoCloseable {
  /** How often the rules folder is looked at though nothing tells of a change; tests hurry. */
  private static final Duration RESCAN =
      Duration.ofMillis(Long.getLong("belfry.rescan.millis", 30_000));

  private final Configuration configuration;
  private final Terminal terminal;
  private final WorldMaker worlds;
  private final Deque<Runnable> endings = new ArrayDeque<>();
  private final AtomicBoolean ready = new AtomicBoolean();
  private final AtomicBoolean ended = new AtomicBoolean();

  /** Makes the world that a configuration describes, with what its broker had retained. */
  @FunctionalInterface
  public interface WorldMaker {
    World make(
        Configuration configuration, Contents stored, Terminal terminal, MeterRegistry metrics)
        throws StartException;
  }

  private Service(Configuration configuration, Terminal terminal, WorldMaker worlds) {
    this.configuration = configuration;
    this.terminal = terminal;
    this.worlds = worlds;
  }

  /** A service that runs. */
  public record Running(
      Service service, LoopThread loop, List<String> addresses, LoadedRules rules) {
    /** Completes when the loop has ended, exceptionally if it broke. */
    public CompletionStage<Void> ended() {
      return loop.ended();
    }
  }

  /**
   * Starts everything, in the order in which one thing needs another.
   *
   * @throws StartException when something is in the way; all that was started is ended again
   */
  public static Running start(Configuration configuration, Terminal terminal, WorldMaker worlds)
      throws StartException {
    Service service = new Service(configuration, terminal, worlds);
    try {
      return service.start();
    } catch (StoreException refused) {
      service.close();
      throw new StartException(refused.words(), refused);
    } catch (UnreadableStateException unreadable) {
      service.close();
      throw new StartException(String.valueOf(unreadable.getMessage()), unreadable);
    } catch (PortInUseException taken) {
      service.close();
      throw new StartException(taken.words(), taken);
    } catch (StartException | RuntimeException failed) {
      service.close();
      throw failed;
    }
  }

  private Running start() throws StoreException, PortInUseException, StartException {
    Store store = Store.open(configuration.data());
    endings.push(store::close);
    store.notices().forEach(terminal::warn);
    Contents stored = store.load();
    PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    World world = worlds.make(configuration, stored, terminal, metrics);
    endings.push(world::close);
    SteadyClock clock = SteadyClock.goingOnFrom(stored.clock());
    Machine machine = Run.machine(stored);
    ReloadTarget target = new ReloadTarget(terminal, world, machine::remembers, metrics);
    Optional<HistoryRecorder> history = history(metrics);
    Dispatch dispatch =
        Dispatch.of(
            configuration,
            stored,
            store,
            machine,
            world,
            clock,
            terminal,
            target.observer(),
            Recorder.all(recorders(history, metrics)),
            metrics);
    endings.push(dispatch::close);
    RulesReload rules =
        new RulesReload(
            configuration.rules(),
            configuration.catalog(),
            DeclaredNames::of,
            stored.sources().files(),
            loaded -> {
              history.ifPresent(it -> it.follow(loaded.program()));
              target.accept(loaded);
            },
            target::advise);
    rules.scan(0);
    Loop loop = dispatch.loop();
    LoopThread thread = new LoopThread(loop, target.inForce(), earlier(stored, target, rules));
    String token = ControlFile.newToken();
    ControlRoutes control =
        new ControlRoutes(
            new LiveControl(target::loaded, loop, dispatch.outbox()),
            token,
            configuration.http().host());
    HttpEndpoints http =
        HttpEndpoints.start(configuration.http(), health(thread, loop, world), metrics, control);
    endings.push(http::close);
    // What follows ends first: nothing comes in, what came in is done, then the rest.
    endings.push(thread::close);
    endings.push(dispatch::stop);
    List<String> addresses = new ArrayList<>(world.open(loop));
    dispatch.open();
    thread.start();
    endings.push(thread::drain);
    endings.push(world::stopListening);
    target.hand(loop);
    FolderWatch watch =
        FolderWatch.start(
            configuration.rules(),
            RESCAN,
            now -> {
              OptionalLong again = rules.scan(now);
              rules.advise();
              return again;
            });
    endings.push(watch::close);
    addresses.add("http://" + configuration.http().withPort(http.port()));
    letCommandsIn(new ControlFile(commandAddress(http.port()), token));
    ready.set(true);
    return new Running(this, thread, List.copyOf(addresses), rules.loaded());
  }

  /** The program that what is stored is of, where that was another one. */
  private Optional<Program> earlier(Contents stored, ReloadTarget target, RulesReload rules) {
    Sources before = stored.sources();
    if (before.isEmpty() || before.equals(target.inForce().sources())) {
      return Optional.empty();
    }
    Optional<Program> earlier = rules.program(before.files());
    if (earlier.isEmpty()) {
      terminal.warn(
          "the rules of the last run have errors by now; an alert of theirs that fired and is"
              + " removed since will not be resolved");
    }
    return earlier;
  }

  private void letCommandsIn(ControlFile control) throws StartException {
    try {
      control.write(configuration.data());
    } catch (IOException refused) {
      throw new StartException(
          "the data folder "
              + configuration.data()
              + " cannot be written ("
              + refused.getMessage()
              + "); give it to the user that runs Belfry, or choose another with --data",
          refused);
    }
    endings.push(() -> ControlFile.remove(configuration.data()));
  }

  /** Where a command on this machine reaches the service, wherever else that listens. */
  private URI commandAddress(int port) {
    ListenAddress listen = configuration.http().withPort(port);
    return URI.create(
        "http://"
            + switch (listen.host()) {
              case "0.0.0.0" -> new ListenAddress("127.0.0.1", port);
              case "::" -> new ListenAddress("::1", port);
              default -> listen;
            });
  }

  private Optional<HistoryRecorder> history(MeterRegistry metrics) {
    if (!configuration.history().isOn()) {
      return Optional.empty();
    }
    HistoryRecorder history =
        HistoryRecorder.in(configuration.data(), configuration.history(), terminal::warn, metrics);
    endings.push(history::close);
    return Optional.of(history);
  }

  private List<Recorder> recorders(Optional<HistoryRecorder> history, MeterRegistry metrics) {
    List<Recorder> recorders = new ArrayList<>();
    history.ifPresent(recorders::add);
    if (configuration.recordings().isOn()) {
      Recordings recordings =
          Recordings.in(
              configuration.data(),
              configuration.recordings(),
              Recorded.Header.of(Version.ofThisProgram()),
              terminal::warn,
              metrics);
      endings.push(recordings::close);
      recorders.add(recordings);
    }
    return recorders;
  }

  private Health health(LoopThread thread, Loop loop, World world) {
    return new Health() {
      @Override
      public boolean isAlive() {
        return thread.isAlive();
      }

      @Override
      public boolean isReady() {
        return ready.get() && thread.isAlive() && loop.isStoring() && world.isConnected();
      }
    };
  }

  /** Takes nothing more, handles and commits what came in, and ends; within ten seconds. */
  @Override
  public void close() {
    ready.set(false);
    if (ended.compareAndSet(false, true)) {
      while (!endings.isEmpty()) {
        endings.pop().run();
      }
    }
  }
}
