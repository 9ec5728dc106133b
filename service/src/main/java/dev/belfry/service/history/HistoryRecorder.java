package dev.belfry.service.history;

import dev.belfry.effect.Effect;
import dev.belfry.event.Payload;
import dev.belfry.machine.Input;
import dev.belfry.program.Program;
import dev.belfry.record.Recorded;
import dev.belfry.service.config.HistorySettings;
import dev.belfry.service.loop.Recorder;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Keeps the numbers of topics that rules read or the configuration names. The loop only puts
 * messages into a queue, and goes on if that is full; a thread of its own does the rest.
 */
public final class HistoryRecorder implements Recorder, AutoCloseable {
  /** Larger payloads are no measurements. */
  static final int LARGEST_PAYLOAD_BYTES = 64 * 1024;

  private final Intake intake = new Intake();
  private final WantedTopics wanted;
  private final Counter lost;
  private final HistoryWriter writer;
  private long wallOffsetMillis;

  private HistoryRecorder(
      Path data, HistorySettings settings, Consumer<String> warn, MeterRegistry metrics) {
    this.wanted = new WantedTopics(settings.topics());
    this.lost =
        Counter.builder("belfry.history.lost")
            .description("messages that the history was too slow for")
            .register(metrics);
    this.writer =
        new HistoryWriter(
            data.resolve(HistoryTables.FILE_NAME),
            settings,
            new Measurements(intake, wanted),
            new HistoryTroubles(warn, lost));
    writer.start();
  }

  /**
   * A history in a data folder.
   *
   * @param warn is told, in a sentence, that something is wrong with it, and that it goes on
   */
  public static HistoryRecorder in(
      Path data, HistorySettings settings, Consumer<String> warn, MeterRegistry metrics) {
    return new HistoryRecorder(data, settings, warn, metrics);
  }

  /** From now on the topics that these rules read are kept. */
  public void follow(Program rules) {
    wanted.follow(rules);
  }

  @Override
  public void record(Recorded input) {
    switch (input) {
      case Recorded.Header ignored -> {}
      case Recorded.Restart it ->
          it.wallMillis().ifPresent(wall -> wallOffsetMillis = wall - it.timeMillis());
      case Recorded.Happened it -> record(it.input());
    }
  }

  private void record(Input input) {
    if (input instanceof Input.ClockStepped step) {
      wallOffsetMillis = step.wallOffsetMillis();
    } else if (input instanceof Input.Arrived arrived && !arrived.message().replayed()) {
      offer(arrived.timeMillis(), arrived.message().topic(), arrived.message().payload());
    }
  }

  /** What rules publish, they may read. */
  @Override
  public void record(Effect effect) {
    if (effect instanceof Effect.Publish it) {
      offer(it.timeMillis(), it.topic(), it.payload());
    }
  }

  private void offer(long timeMillis, String topic, Payload payload) {
    boolean mayHoldNumbers = !payload.isEmpty() && payload.size() <= LARGEST_PAYLOAD_BYTES;
    if (mayHoldNumbers
        && !intake.offer(new Sample(timeMillis + wallOffsetMillis, topic, payload))) {
      lost.increment();
    }
  }

  @Override
  public void flush() {
    // The queue has it already.
  }

  /** Writes what is left and ends, within two seconds; nothing may be recorded after that. */
  @Override
  public void close() {
    writer.close();
  }
}
