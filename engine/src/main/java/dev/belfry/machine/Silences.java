package dev.belfry.machine;

import dev.belfry.codec.ByteText;
import dev.belfry.event.Payload;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What people want to hear nothing of, and until when. They outlive restarts and reloads. */
final class Silences {
  private final Clock clock;
  private final Changes changes;
  private final Map<String, Silence> silences = new LinkedHashMap<>();

  private record Silence(String alert, Map<String, String> key, long untilWallMillis) {
    boolean covers(String name, Map<String, String> instance) {
      return alert.equals(name) && instance.entrySet().containsAll(key.entrySet());
    }

    /** Silences of the same instances have the same name. */
    String name() {
      List<String> parts = new ArrayList<>(List.of(alert));
      key.forEach((capture, text) -> parts.addAll(List.of(capture, text)));
      return Durable.SILENCE + new Key(parts).written();
    }
  }

  Silences(Clock clock, Changes changes) {
    this.clock = clock;
    this.changes = changes;
  }

  /** Takes the place of an earlier silence of the same instances. */
  void put(String alert, Map<String, String> key, long untilWallMillis) {
    Silence silence = new Silence(alert, new TreeMap<>(key), untilWallMillis);
    silences.put(silence.name(), silence);
    changes.written(silence.name(), Durable.bytes(out -> write(silence, out)));
    forgetWhatIsOver();
  }

  private void forgetWhatIsOver() {
    silences
        .entrySet()
        .removeIf(entry -> {
          boolean over = entry.getValue().untilWallMillis() <= clock.wallNowMillis();
          if (over) {
            changes.forgotten(entry.getKey());
          }
          return over;
        });
  }

  /** When the last of the silences of an instance ends, by the wall clock, or 0. */
  long endWallMillis(String alert, Map<String, String> key) {
    long end = 0;
    for (Silence silence : silences.values()) {
      if (silence.covers(alert, key)) {
        end = Math.max(end, silence.untilWallMillis());
      }
    }
    return end;
  }

  private static void write(Silence silence, DataOutputStream out) throws IOException {
    ByteText.write(silence.alert(), out);
    out.writeInt(silence.key().size());
    for (Map.Entry<String, String> part : silence.key().entrySet()) {
      ByteText.write(part.getKey(), out);
      ByteText.write(part.getValue(), out);
    }
    out.writeLong(silence.untilWallMillis());
  }

  /** Puts back what was stored. */
  void restore(Payload bytes) {
    Durable.read(bytes, this::restore);
  }

  private void restore(DataInputStream in) throws IOException {
    String alert = ByteText.read(in);
    Map<String, String> key = new TreeMap<>();
    for (int count = in.readInt(); count > 0; count--) {
      String capture = ByteText.read(in);
      key.put(capture, ByteText.read(in));
    }
    Silence silence = new Silence(alert, key, in.readLong());
    silences.put(silence.name(), silence);
  }
}
