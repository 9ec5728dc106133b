package dev.belfry.machine;

import dev.belfry.codec.ByteText;
import dev.belfry.effect.AlertStatus;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** What is remembered of an instance of an alert, as bytes. */
final class AlarmForm {
  private AlarmForm() {}

  static void write(Cell.Alarm alarm, DataOutputStream out) throws IOException {
    AlertStatus.State state = alarm.state;
    ByteText.write(state == null ? "" : state.name(), out);
    out.writeLong(alarm.sinceMillis);
    out.writeBoolean(alarm.said);
    out.writeBoolean(alarm.escalated);
    out.writeLong(alarm.remindMillis);
    out.writeBoolean(alarm.inhibited);
    out.writeBoolean(alarm.silenced);
    ByteText.write(alarm.word, out);
    ByteText.write(alarm.message, out);
    out.writeInt(alarm.told.size());
    for (String channel : alarm.told) {
      ByteText.write(channel, out);
    }
  }

  static void read(Cell.Alarm alarm, DataInputStream in) throws IOException {
    String state = ByteText.read(in);
    alarm.state = state.isEmpty() ? null : AlertStatus.State.valueOf(state);
    alarm.sinceMillis = in.readLong();
    alarm.said = in.readBoolean();
    alarm.escalated = in.readBoolean();
    alarm.remindMillis = in.readLong();
    alarm.inhibited = in.readBoolean();
    alarm.silenced = in.readBoolean();
    alarm.word = ByteText.read(in);
    alarm.message = ByteText.read(in);
    for (int count = in.readInt(); count > 0; count--) {
      alarm.told.add(ByteText.read(in));
    }
  }
}
