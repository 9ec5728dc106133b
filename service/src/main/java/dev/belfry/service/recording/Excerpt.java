package dev.belfry.service.recording;

import dev.belfry.machine.Input;
import dev.belfry.record.MalformedRecordException;
import dev.belfry.record.RecordLines;
import dev.belfry.record.RecordReader;
import dev.belfry.record.Recorded;
import java.io.IOException;
import java.io.Writer;

/**
 * A recording of its own, made of the lines of others from some time on. A reading of the clock
 * stands at its beginning and at its end, so that what falls due meanwhile is part of it.
 */
public final class Excerpt {
  private final Writer out;
  private final RecordLines lines = new RecordLines();
  private long beginMillis;
  private boolean beginsHere;
  private boolean headed;
  private boolean begun;
  private long wallOffsetMillis;
  private long lastMillis = Long.MIN_VALUE;
  private long count;

  private Excerpt(Writer out, long beginMillis) {
    this.out = out;
    this.beginMillis = beginMillis;
  }

  /** An excerpt that leaves out what was before a time. */
  public static Excerpt since(long millis, Writer out) {
    return new Excerpt(out, millis);
  }

  /** An excerpt that leaves out everything until it is told to begin. */
  public static Excerpt notYetBegun(Writer out) {
    return new Excerpt(out, Long.MAX_VALUE);
  }

  /** Leaves out nothing of what comes from here on. */
  public void begin(long wallMillis) {
    beginMillis = wallMillis - wallOffsetMillis;
    beginsHere = true;
  }

  /** How many inputs it has so far. */
  public long count() {
    return count;
  }

  /** Takes the next line of the other recordings. */
  public void take(String line) throws IOException {
    Recorded record;
    try {
      record = RecordReader.record(line);
    } catch (MalformedRecordException torn) {
      // A full disk may have cut it off.
      return;
    }
    switch (record) {
      case Recorded.Header header -> {
        if (!headed) {
          headed = true;
          write(header);
        }
      }
      case Recorded.Restart it -> {
        copy(it.timeMillis(), true, line);
        it.wallMillis().ifPresent(wall -> wallOffsetMillis = wall - it.timeMillis());
      }
      case Recorded.Happened it -> {
        copy(it.input().timeMillis(), false, line);
        if (it.input() instanceof Input.ClockStepped step) {
          wallOffsetMillis = step.wallOffsetMillis();
        }
      }
    }
  }

  private void copy(long timeMillis, boolean restart, String line) throws IOException {
    boolean reachesBack = beginsHere || lastMillis != Long.MIN_VALUE;
    lastMillis = timeMillis;
    if (!beginsHere && timeMillis < beginMillis) {
      return;
    }
    if (!begun && !restart) {
      // Steady time and the wall clock go apart a little before it is noticed.
      mark(reachesBack ? Math.min(beginMillis, timeMillis) : timeMillis);
    }
    begun = true;
    count++;
    out.write(line);
    out.write('\n');
  }

  /** Nothing more comes. */
  public void end(long wallMillis) throws IOException {
    if (!begun && beginsHere) {
      mark(beginMillis);
    }
    if (begun || beginsHere) {
      mark(Math.max(lastMillis, wallMillis - wallOffsetMillis));
    }
  }

  private void mark(long timeMillis) throws IOException {
    write(new Recorded.Happened(new Input.ClockStepped(timeMillis, wallOffsetMillis)));
  }

  private void write(Recorded record) throws IOException {
    lines.add(record);
    lines.moveTo(out);
  }
}
