package dev.belfry.service.recording;

import dev.belfry.effect.Effect;
import dev.belfry.machine.Input;
import dev.belfry.record.RecordLines;
import dev.belfry.record.Recorded;
import dev.belfry.service.config.RecordingSettings;
import dev.belfry.service.loop.Recorder;
import dev.belfry.service.schedule.Recurring;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps inputs and effects in files, a pair for each hour or for so many bytes. A disk that is full
 * stops nothing: what cannot be written is counted, and tried again from then on with a new pair.
 */
public final class Recordings implements Recorder, AutoCloseable {
  static final long LONGEST_FILE_MILLIS = Duration.ofHours(1).toMillis();
  static final long RETRY_MILLIS = Duration.ofSeconds(10).toMillis();

  /** A pair is at most so big a part of all; the oldest ones go one by one. */
  private static final int FILES_AT_THE_CAP = 16;

  private static final long LARGEST_FILE_BYTES = 64_000_000;

  /** So many characters are gathered before they are written, though the turn goes on. */
  private static final int GATHERED = 1 << 20;

  private final RecordingFiles files;
  private final Recorded.Header header;
  private final Consumer<String> warn;
  private final Counter lost;
  private final long largestFileBytes;
  private final Recurring retention;
  private final RecordLines inputs = new RecordLines();
  private final RecordLines effects = new RecordLines();
  private @Nullable RecordingPair pair;
  private long wallOffsetMillis;
  private long nowMillis = Long.MIN_VALUE;
  private long retryMillis = Long.MIN_VALUE;
  private long gathered;
  private boolean failing;
  private long lostSinceFailure;

  private Recordings(
      Path data,
      RecordingSettings settings,
      Recorded.Header header,
      Consumer<String> warn,
      MeterRegistry metrics) {
    this.files = RecordingFiles.in(data);
    this.header = header;
    this.warn = warn;
    this.lost =
        Counter.builder("belfry.recordings.lost")
            .description("inputs and effects that could not be recorded")
            .register(metrics);
    this.largestFileBytes = Math.min(LARGEST_FILE_BYTES, settings.bytes() / FILES_AT_THE_CAP);
    this.retention =
        Recurring.every(
            Duration.ofDays(1),
            "retention",
            new Retention(files, settings, InstantSource.system()));
  }

  /**
   * Recordings in a data folder; the first input opens the first pair.
   *
   * @param warn is told, in a sentence, that recording fails, and that it goes on
   */
  public static Recordings in(
      Path data,
      RecordingSettings settings,
      Recorded.Header header,
      Consumer<String> warn,
      MeterRegistry metrics) {
    return new Recordings(data, settings, header, warn, metrics);
  }

  @Override
  public void record(Recorded input) {
    switch (input) {
      case Recorded.Header ignored -> {}
      case Recorded.Restart it -> {
        nowMillis = it.timeMillis();
        it.wallMillis().ifPresent(wall -> wallOffsetMillis = wall - it.timeMillis());
      }
      case Recorded.Happened it -> {
        nowMillis = it.input().timeMillis();
        if (it.input() instanceof Input.ClockStepped step) {
          wallOffsetMillis = step.wallOffsetMillis();
        }
      }
    }
    turnThePage(input);
    inputs.add(input);
    gathered();
  }

  @Override
  public void record(Effect effect) {
    effects.add(effect);
    gathered();
  }

  private void gathered() {
    gathered++;
    if (inputs.length() + effects.length() > GATHERED) {
      flush();
    }
  }

  /** Opens a new pair where there is none yet, or the one there is has had its share. */
  private void turnThePage(Recorded first) {
    RecordingPair current = pair;
    if (current == null) {
      if (nowMillis >= retryMillis) {
        flush();
        open(first);
      }
      return;
    }
    boolean full =
        nowMillis - current.sinceMillis() >= LONGEST_FILE_MILLIS
            || current.length() + inputs.length() + effects.length() >= largestFileBytes;
    if (full) {
      flush();
      closePair();
      open(first);
      retention.soon();
    }
  }

  private void open(Recorded first) {
    try {
      pair = RecordingPair.open(files, nowMillis);
    } catch (IOException refused) {
      failed(refused);
      return;
    }
    if (failing) {
      String missing = lostSinceFailure == 1 ? " record is missing" : " records are missing";
      warn.accept("recording goes on; " + lostSinceFailure + missing);
      failing = false;
      lostSinceFailure = 0;
    }
    inputs.add(header);
    boolean tells = first instanceof Recorded.Restart || isClockStep(first);
    if (wallOffsetMillis != 0 && !tells) {
      inputs.add(new Recorded.Happened(new Input.ClockStepped(nowMillis, wallOffsetMillis)));
    }
  }

  private static boolean isClockStep(Recorded record) {
    return record instanceof Recorded.Happened it && it.input() instanceof Input.ClockStepped;
  }

  @Override
  public void flush() {
    if (gathered == 0) {
      return;
    }
    RecordingPair current = pair;
    try {
      if (current == null) {
        lose();
      } else {
        current.write(inputs, effects);
        gathered = 0;
      }
    } catch (IOException full) {
      failed(full);
    }
  }

  private void failed(IOException reason) {
    if (!failing) {
      warn.accept(
          "what happens is not recorded in "
              + files.folder()
              + " ("
              + reason
              + "); the rules go on; look whether the disk is full");
    }
    failing = true;
    closePair();
    retryMillis = nowMillis + RETRY_MILLIS;
    lose();
  }

  private void lose() {
    inputs.clear();
    effects.clear();
    lost.increment((double) gathered);
    lostSinceFailure += gathered;
    gathered = 0;
  }

  private void closePair() {
    RecordingPair current = pair;
    pair = null;
    if (current != null) {
      current.close();
    }
  }

  /** Writes what is left and ends; nothing may be recorded after that. */
  @Override
  public void close() {
    flush();
    closePair();
    retention.close();
  }
}
