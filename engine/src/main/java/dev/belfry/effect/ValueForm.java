package dev.belfry.effect;

import dev.belfry.codec.ByteText;
import dev.belfry.codec.Value;
import dev.belfry.event.Payload;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values that go along with an effect, as bytes. */
final class ValueForm {
  private static final int TRUTH = 1;
  private static final int NUMBER = 2;
  private static final int TEXT = 3;
  private static final int NULL = 4;
  private static final int STRETCH = 5;
  private static final int CLOCK = 6;
  private static final int MOMENT = 7;
  private static final int BYTES = 8;
  private static final int ITEMS = 9;
  private static final int FIELDS = 10;

  private ValueForm() {}

  static void write(Value value, DataOutputStream out) throws IOException {
    switch (value) {
      case Value.Truth it -> {
        out.writeByte(TRUTH);
        ByteText.write(it.name(), out);
      }
      case Value.Num it -> {
        out.writeByte(NUMBER);
        out.writeDouble(it.value());
      }
      case Value.Text it -> {
        out.writeByte(TEXT);
        ByteText.write(it.text(), out);
      }
      case Value.Null ignored -> out.writeByte(NULL);
      case Value.Stretch it -> {
        out.writeByte(STRETCH);
        out.writeLong(it.millis());
      }
      case Value.Clock it -> {
        out.writeByte(CLOCK);
        out.writeLong(it.time().toNanoOfDay());
      }
      case Value.Moment it -> {
        out.writeByte(MOMENT);
        out.writeLong(it.millis());
      }
      case Value.Bytes it -> {
        out.writeByte(BYTES);
        ByteText.write(it.payload().bytes(), out);
      }
      case Value.Items it -> {
        out.writeByte(ITEMS);
        out.writeInt(it.items().size());
        for (Value item : it.items()) {
          write(item, out);
        }
      }
      case Value.Fields it -> {
        out.writeByte(FIELDS);
        out.writeInt(it.fields().size());
        for (Map.Entry<String, Value> field : it.fields().entrySet()) {
          ByteText.write(field.getKey(), out);
          write(field.getValue(), out);
        }
      }
    }
  }

  static Value read(DataInputStream in) throws IOException {
    int kind = in.readUnsignedByte();
    return switch (kind) {
      case TRUTH -> Value.Truth.valueOf(ByteText.read(in));
      case NUMBER -> new Value.Num(in.readDouble());
      case TEXT -> new Value.Text(ByteText.read(in));
      case NULL -> Value.Null.NULL;
      case STRETCH -> new Value.Stretch(in.readLong());
      case CLOCK -> clock(in.readLong());
      case MOMENT -> new Value.Moment(in.readLong());
      case BYTES -> new Value.Bytes(Payload.of(ByteText.readBytes(in)));
      case ITEMS -> items(in);
      case FIELDS -> fields(in);
      default -> throw new IOException("a value of the unknown kind " + kind);
    };
  }

  private static Value clock(long nanoOfDay) throws IOException {
    if (nanoOfDay < 0 || nanoOfDay > LocalTime.MAX.toNanoOfDay()) {
      throw new IOException("no time of day: " + nanoOfDay);
    }
    return new Value.Clock(LocalTime.ofNanoOfDay(nanoOfDay));
  }

  private static Value items(DataInputStream in) throws IOException {
    List<Value> items = new ArrayList<>();
    for (int count = in.readInt(); count > 0; count--) {
      items.add(read(in));
    }
    return new Value.Items(items);
  }

  private static Value fields(DataInputStream in) throws IOException {
    Map<String, Value> fields = new LinkedHashMap<>();
    for (int count = in.readInt(); count > 0; count--) {
      fields.put(ByteText.read(in), read(in));
    }
    return new Value.Fields(fields);
  }
}
