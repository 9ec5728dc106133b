package dev.belfry.machine;

import dev.belfry.codec.Value;
import dev.belfry.event.Message;
import dev.belfry.event.Payload;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The state as bytes. A piece has a key ({@code f/topic} for a fact, {@code o/operator/key} for
 * what an operator remembers, {@code r/rule} for a rule that is off, {@code s/alert/key} for a
 * silence, {@code u/name} for how a rule or an alert was built, {@code clock}) and begins with the
 * number of its form.
 */
final class Durable {
  static final String CLOCK = "clock";
  private static final String FACT = "f/";
  private static final String OPERATOR = "o/";
  static final String SILENCE = "s/";
  private static final String SWITCH = "r/";
  static final String UNIT = "u/";

  /**
   * The form of all pieces. Who changes one counts this up, lets {@link #make} read the forms
   * before, and pins the new one in the tests.
   */
  static final int FORM = 2;

  private Durable() {}

  /** Writes into a stream. */
  interface Writer {
    void write(DataOutputStream out) throws IOException;
  }

  /** Reads from a stream. */
  interface Reader {
    void read(DataInputStream in) throws IOException;
  }

  /** Makes something of a stream. */
  interface Maker<T> {
    T make(DataInputStream in) throws IOException;
  }

  static String keyOf(TopicState topic) {
    return FACT + topic.topic;
  }

  static String keyOf(Memory memory, Cell cell) {
    return OPERATOR + memory.operator.shape().id() + "/" + cell.key.written();
  }

  /** The topic of a fact's key, or null if it is another piece. */
  static @Nullable String topicOf(String key) {
    return key.startsWith(FACT) ? key.substring(FACT.length()) : null;
  }

  /** The operator of a key, or null if it is another piece. */
  static @Nullable String operatorOf(String key) {
    return key.startsWith(OPERATOR)
        ? key.substring(OPERATOR.length(), key.indexOf('/', OPERATOR.length()))
        : null;
  }

  /** The rule of a switch's key, or null if it is another piece. */
  static @Nullable String ruleOf(String key) {
    return key.startsWith(SWITCH) ? key.substring(SWITCH.length()) : null;
  }

  static Key cellKeyOf(String key, int parts) {
    return Key.read(key.substring(key.indexOf('/', OPERATOR.length()) + 1), parts);
  }

  // ---- facts

  static Optional<Payload> bytes(TopicState topic) {
    Fact current = topic.current;
    if (current == null) {
      return Optional.empty();
    }
    return Optional.of(
        bytes(out -> {
          write(current, out);
          Fact before = topic.before;
          out.writeBoolean(before != null);
          if (before != null) {
            write(before, out);
          }
        }));
  }

  static void write(Fact fact, DataOutputStream out) throws IOException {
    out.writeLong(fact.atMillis);
    out.writeByte(fact.message.qos());
    out.writeBoolean(fact.message.retain());
    out.writeBoolean(fact.message.replayed());
    out.writeInt(fact.message.payload().size());
    out.write(fact.message.payload().bytes());
  }

  static void read(TopicState topic, Payload bytes) {
    read(
        bytes,
        in -> {
          topic.current = readFact(topic.topic, in);
          if (in.readBoolean()) {
            topic.before = readFact(topic.topic, in);
          }
        });
  }

  static Fact readFact(String topic, DataInputStream in) throws IOException {
    long at = in.readLong();
    int qos = in.readByte();
    boolean retain = in.readBoolean();
    boolean replayed = in.readBoolean();
    byte[] payload = in.readNBytes(in.readInt());
    return new Fact(new Message(topic, Payload.of(payload), qos, retain, replayed), at);
  }

  // ---- operators

  static Optional<Payload> bytes(Cell cell) {
    return cell.isBlank() ? Optional.empty() : Optional.of(bytes(out -> write(cell, out)));
  }

  private static void write(Cell cell, DataOutputStream out) throws IOException {
    switch (cell) {
      case Cell.Hold hold -> {
        out.writeLong(hold.sinceMillis);
        out.writeBoolean(hold.done);
        out.writeLong(hold.unknownSinceMillis);
      }
      case Cell.Silence silence -> {
        out.writeLong(silence.loadedMillis);
        out.writeBoolean(silence.done);
      }
      case Cell.Latch latch -> {
        out.writeBoolean(latch.on);
        out.writeBoolean(latch.wasTrue);
      }
      case Cell.Begin begin -> out.writeBoolean(begin.holds);
      case Cell.Limit limit -> {
        out.writeInt(limit.runsMillis.size());
        for (long run : limit.runsMillis) {
          out.writeLong(run);
        }
      }
      case Cell.Running running -> RunForm.write(running, out);
      case Cell.Timetable timetable -> out.writeLong(timetable.dueWallMillis);
      case Cell.Tally tally -> {
        out.writeInt(tally.timesMillis.size());
        for (long time : tally.timesMillis) {
          out.writeLong(time);
        }
      }
      case Cell.Sequence sequence -> {
        out.writeInt(sequence.open.size());
        for (Cell.First first : sequence.open) {
          out.writeLong(first.atMillis());
          RunForm.write(first.occurrence(), out);
        }
      }
      case Cell.Alarm alarm -> AlarmForm.write(alarm, out);
    }
  }

  static void read(Memory memory, Cell cell, Payload bytes) {
    read(bytes, in -> read(memory, cell, in));
  }

  private static void read(Memory memory, Cell cell, DataInputStream in) throws IOException {
    switch (cell) {
      case Cell.Hold hold -> {
        hold.holds = true;
        hold.state = Value.Truth.TRUE;
        hold.sinceMillis = in.readLong();
        hold.done = in.readBoolean();
        hold.unknownSinceMillis = in.readLong();
      }
      case Cell.Silence silence -> {
        silence.loadedMillis = in.readLong();
        silence.done = in.readBoolean();
      }
      case Cell.Latch latch -> {
        latch.on = in.readBoolean();
        latch.wasTrue = in.readBoolean();
        latch.truth = Value.Truth.of(latch.on);
      }
      case Cell.Begin begin -> begin.holds = in.readBoolean();
      case Cell.Limit limit -> {
        for (int count = in.readInt(); count > 0; count--) {
          limit.runsMillis.addLast(in.readLong());
        }
      }
      case Cell.Running running -> RunForm.read(memory, running, in);
      case Cell.Alarm alarm -> AlarmForm.read(alarm, in);
      case Cell.Timetable timetable -> timetable.dueWallMillis = in.readLong();
      case Cell.Tally tally -> {
        for (int count = in.readInt(); count > 0; count--) {
          tally.timesMillis.addLast(in.readLong());
        }
      }
      case Cell.Sequence sequence -> RunForm.read(memory, sequence, in);
    }
  }

  // ---- switches

  /** What is off has a piece, what is on has none. */
  static Entry entry(String rule, boolean on) {
    return new Entry(SWITCH + rule, on ? Optional.empty() : Optional.of(bytes(out -> {})));
  }

  static void readSwitch(Payload bytes) {
    read(bytes, in -> {});
  }

  // ---- the clock

  static Payload bytes(Clock clock) {
    return bytes(out -> {
      out.writeLong(clock.nowMillis());
      out.writeLong(clock.wallOffsetMillis());
    });
  }

  /** The steady time at which the state was handed out, by the wall clock of then. */
  static void read(Clock clock, Payload bytes) {
    read(
        bytes,
        in -> {
          clock.advance(in.readLong());
          clock.setWallOffset(in.readLong());
        });
  }

  /**
   * Looks at the form of a piece, before anything is made of it.
   *
   * @throws UnreadableStateException if this version does not read it
   */
  static void requireForm(String key, Payload value) {
    int form = value.isEmpty() ? 0 : value.bytes()[0];
    if (form != FORM) {
      String by = form > FORM ? "a newer version of Belfry" : "a version of Belfry before 0.1.0";
      throw new UnreadableStateException(
          "what is stored of "
              + named(key)
              + " was written by "
              + by
              + " (its form is "
              + form
              + ", this version reads "
              + FORM
              + "); start that version again, or begin anew with another data folder");
    }
  }

  /** A piece as a person may know it. */
  private static String named(String key) {
    String topic = topicOf(key);
    String rule = ruleOf(key);
    if (topic != null) {
      return "the topic " + topic;
    }
    if (rule != null) {
      return "the switch of the rule \"" + rule + "\"";
    }
    return key.startsWith(UNIT)
        ? "the rule or alert \"" + key.substring(UNIT.length()) + "\""
        : "the piece " + key.replaceAll("\\p{Cntrl}", "/");
  }

  static Payload bytes(Writer writer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORM);
      writer.write(out);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return Payload.of(bytes.toByteArray());
  }

  static void read(Payload bytes, Reader reader) {
    var unused =
        make(
            bytes,
            in -> {
              reader.read(in);
              return bytes;
            });
  }

  static <T> T make(Payload bytes, Maker<T> maker) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.bytes()))) {
      int form = in.readByte();
      if (form != FORM) {
        throw new IllegalArgumentException("a piece of state has the unknown form " + form);
      }
      return maker.make(in);
    } catch (IOException torn) {
      throw new IllegalArgumentException("a piece of state is incomplete", torn);
    }
  }
}
