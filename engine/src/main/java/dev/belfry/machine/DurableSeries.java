package dev.belfry.machine;

import dev.belfry.event.Payload;
import dev.belfry.model.Expr;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What windows hold, as bytes: {@code w/number/topic} is a chunk of messages, {@code h/topic} since
 * when windows miss nothing.
 */
final class DurableSeries {
  private static final String CHUNK = "w/";
  private static final String HEADER = "h/";

  private DurableSeries() {}

  /** What changed since the store was last told; asked once. */
  static void drain(TopicState topic, Series series, List<Entry> entries) {
    for (long chunk : series.gone) {
      entries.add(new Entry(keyOf(topic, chunk), Optional.empty()));
    }
    for (long chunk : series.dirty) {
      entries.add(new Entry(keyOf(topic, chunk), Optional.of(bytes(series, chunk))));
    }
    if (series.headerDirty) {
      entries.add(new Entry(HEADER + topic.topic, Optional.of(header(series))));
    }
    series.gone.clear();
    series.dirty.clear();
    series.headerDirty = false;
  }

  /** The keys of all that is stored of a series. */
  static List<String> keys(TopicState topic, Series series) {
    List<String> keys = new ArrayList<>();
    series.chunks().forEach(chunk -> keys.add(keyOf(topic, chunk)));
    series.gone.forEach(chunk -> keys.add(keyOf(topic, chunk)));
    keys.add(HEADER + topic.topic);
    return keys;
  }

  private static String keyOf(TopicState topic, long chunk) {
    return CHUNK + chunk + "/" + topic.topic;
  }

  private static Payload bytes(Series series, long chunk) {
    return Durable.bytes(out -> {
      List<Series.Kept> entries = series.chunk(chunk);
      out.writeLong(series.firstOf(chunk));
      out.writeInt(entries.size());
      for (Series.Kept entry : entries) {
        out.writeLong(entry.atMillis());
        out.writeInt(entry.payload().size());
        out.write(entry.payload().bytes());
      }
    });
  }

  private static Payload header(Series series) {
    return Durable.bytes(out -> {
      out.writeInt(series.since().size());
      for (Map.Entry<Expr.Extent, Long> since : series.since().entrySet()) {
        switch (since.getKey()) {
          case Expr.Extent.Lately lately -> {
            out.writeBoolean(true);
            out.writeLong(lately.millis());
          }
          case Expr.Extent.Newest newest -> {
            out.writeBoolean(false);
            out.writeLong(newest.count());
          }
        }
        out.writeLong(since.getValue());
      }
    });
  }

  /** Puts back a piece, if it is one of these. */
  static boolean read(String key, Payload bytes, Facts facts) {
    if (key.startsWith(HEADER)) {
      readHeader(facts.restore(key.substring(HEADER.length())).restoredSeries(), bytes);
      return true;
    }
    if (key.startsWith(CHUNK)) {
      String topic = key.substring(key.indexOf('/', CHUNK.length()) + 1);
      readChunk(facts.restore(topic).restoredSeries(), bytes);
      return true;
    }
    return false;
  }

  private static void readHeader(Series series, Payload bytes) {
    Durable.read(
        bytes,
        in -> {
          Map<Expr.Extent, Long> since = new HashMap<>();
          for (int count = in.readInt(); count > 0; count--) {
            boolean lately = in.readBoolean();
            long size = in.readLong();
            since.put(
                lately ? new Expr.Extent.Lately(size) : new Expr.Extent.Newest((int) size),
                in.readLong());
          }
          series.restore(since);
        });
  }

  private static void readChunk(Series series, Payload bytes) {
    Durable.read(
        bytes,
        in -> {
          long first = in.readLong();
          List<Series.Kept> entries = new ArrayList<>();
          for (int count = in.readInt(); count > 0; count--) {
            long at = in.readLong();
            entries.add(new Series.Kept(at, Payload.of(in.readNBytes(in.readInt()))));
          }
          series.restore(first, entries);
        });
  }
}
