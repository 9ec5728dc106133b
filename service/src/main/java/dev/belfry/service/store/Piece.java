package dev.belfry.service.store;

import dev.belfry.codec.ByteText;
import dev.belfry.effect.EffectForm;
import dev.belfry.event.Message;
import dev.belfry.event.Packet;
import dev.belfry.event.Payload;
import dev.belfry.machine.Entry;
import dev.belfry.service.outbox.DeadLetter;
import dev.belfry.service.outbox.Parcel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * One row of the store: a key, whose beginning says what it is, and bytes.
 *
 * <pre>
 * id                  the store's own name
 * run                 how far the run came
 * total               the version, and what all others come to
 * rules               the files that the rules in force were made of
 * m/KEY               a piece of the machine's state
 * r/TOPIC             a retained message
 * p/NUMBER            a parcel that waits
 * x/NUMBER            a dead letter
 * c/CLIENT/PACKET     a packet that was received
 * </pre>
 *
 * Numbers are hexadecimal of one length, so that the order of keys is theirs.
 */
record Piece(String key, Payload value) {
  static final String ID = "id";
  static final String RUN = "run";
  static final String TOTAL = "total";
  static final String SOURCES = "rules";
  static final String MACHINE = "m/";
  static final String RETAINED = "r/";
  static final String PARCEL = "p/";
  static final String DEAD = "x/";
  static final String PACKET = "c/";

  /** Writes into a stream. */
  private interface Writer {
    void write(DataOutputStream out) throws IOException;
  }

  /** Reads from a stream. */
  private interface Reader<T> {
    T read(DataInputStream in) throws IOException;
  }

  /** What a row of this key and value bears to show that it is whole. */
  static long sum(String key, byte[] value) {
    CRC32C sum = new CRC32C();
    sum.update(key.getBytes(StandardCharsets.UTF_8));
    sum.update(0);
    sum.update(value);
    return sum.getValue();
  }

  long sum() {
    return sum(key, value.bytes());
  }

  // ---- keys

  static String machine(String key) {
    return MACHINE + key;
  }

  static String retained(String topic) {
    return RETAINED + topic;
  }

  static String parcel(long number) {
    return PARCEL + HexFormat.of().toHexDigits(number);
  }

  static String dead(long number) {
    return DEAD + HexFormat.of().toHexDigits(number);
  }

  static String packet(Packet packet) {
    return PACKET + packet.client() + "/" + packet.packet();
  }

  private String rest(String prefix) {
    return key.substring(prefix.length());
  }

  // ---- forms

  static Piece of(String id) {
    return new Piece(ID, Payload.of(id));
  }

  static Piece of(RunRecord run) {
    return of(
        RUN,
        out -> {
          out.writeLong(run.clock().steadyMillis());
          out.writeLong(run.clock().wallMillis());
          out.writeLong(run.nextParcel());
          out.writeBoolean(run.ended());
        });
  }

  static Piece of(Total total) {
    return of(
        TOTAL,
        out -> {
          out.writeInt(total.version());
          out.writeLong(total.rows());
          out.writeLong(total.sum());
        });
  }

  static Piece of(Sources sources) {
    return of(
        SOURCES,
        out -> {
          out.writeInt(sources.texts().size());
          for (Map.Entry<String, String> text : sources.texts().entrySet()) {
            ByteText.write(text.getKey(), out);
            ByteText.write(text.getValue(), out);
          }
        });
  }

  static Piece of(Message retained) {
    return of(
        retained(retained.topic()),
        out -> {
          out.writeByte(retained.qos());
          out.write(retained.payload().bytes());
        });
  }

  static Piece of(Parcel parcel) {
    return of(parcel(parcel.number()), out -> write(parcel, out));
  }

  static Piece of(DeadLetter letter) {
    return of(
        dead(letter.parcel().number()),
        out -> {
          out.writeLong(letter.wallMillis());
          out.writeInt(letter.attempts());
          ByteText.write(cut(letter.reason()), out);
          write(letter.parcel(), out);
        });
  }

  static Piece of(Packet packet) {
    return of(packet(packet), out -> out.writeLong(packet.mark()));
  }

  String id() {
    return new String(value.bytes(), StandardCharsets.UTF_8);
  }

  RunRecord run() throws IOException {
    return read(in ->
        new RunRecord(
            new ClockReading(in.readLong(), in.readLong()), in.readLong(), in.readBoolean()));
  }

  Total total() throws IOException {
    return read(Total::read);
  }

  Sources sources() throws IOException {
    return read(in -> {
      SortedMap<String, String> texts = new TreeMap<>();
      for (int count = in.readInt(); count > 0; count--) {
        texts.put(ByteText.read(in), ByteText.read(in));
      }
      return new Sources(texts);
    });
  }

  Entry entry() {
    return new Entry(rest(MACHINE), Optional.of(value));
  }

  Message message() throws IOException {
    return read(in -> {
      int qos = in.readUnsignedByte();
      return Message.published(rest(RETAINED), Payload.of(in.readAllBytes()), qos, true);
    });
  }

  Parcel parcel() throws IOException {
    return read(in -> readParcel(number(PARCEL), in));
  }

  DeadLetter deadLetter() throws IOException {
    return read(in -> {
      long wall = in.readLong();
      int attempts = in.readInt();
      String reason = ByteText.read(in);
      return new DeadLetter(readParcel(number(DEAD), in), wall, attempts, reason);
    });
  }

  Packet packet() throws IOException {
    String name = rest(PACKET);
    int slash = name.lastIndexOf('/');
    if (slash < 0) {
      throw new IOException("no packet: " + key);
    }
    int packet = Integer.parseInt(name.substring(slash + 1));
    return read(in -> new Packet(name.substring(0, slash), packet, in.readLong()));
  }

  private long number(String prefix) {
    return HexFormat.fromHexDigitsToLong(rest(prefix));
  }

  private static void write(Parcel parcel, DataOutputStream out) throws IOException {
    ByteText.write(parcel.id(), out);
    ByteText.write(parcel.group(), out);
    ByteText.write(parcel.sink(), out);
    ByteText.write(parcel.target(), out);
    out.writeLong(parcel.sinceMillis());
    out.write(EffectForm.write(parcel.effect()));
  }

  private static Parcel readParcel(long number, DataInputStream in) throws IOException {
    String id = ByteText.read(in);
    String group = ByteText.read(in);
    String sink = ByteText.read(in);
    String target = ByteText.read(in);
    long since = in.readLong();
    return new Parcel(number, id, group, sink, target, EffectForm.read(in.readAllBytes()), since);
  }

  /** A reason is for a person. */
  private static String cut(String reason) {
    return reason.length() <= 1_000 ? reason : reason.substring(0, 1_000) + "…";
  }

  private static Piece of(String key, Writer writer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      writer.write(out);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return new Piece(key, Payload.of(bytes.toByteArray()));
  }

  private <T> T read(Reader<T> reader) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(value.bytes()))) {
      return reader.read(in);
    } catch (IllegalArgumentException garbled) {
      throw new IOException(garbled);
    }
  }
}
