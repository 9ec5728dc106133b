package dev.belfry.machine;

import dev.belfry.codec.ByteText;
import dev.belfry.program.Use;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs in progress, and the events that they and sequences remember, as bytes. */
final class RunForm {
  private RunForm() {}

  static void write(Cell.Running cell, DataOutputStream out) throws IOException {
    out.writeBoolean(cell.last != null);
    if (cell.last != null) {
      write(cell.last, out);
    }
    out.writeInt(cell.runs.size());
    for (Progress run : cell.runs) {
      write(run, out);
    }
    out.writeInt(cell.queue.size());
    for (Occurrence occurrence : cell.queue) {
      write(occurrence, out);
    }
  }

  static void read(Memory memory, Cell.Running cell, DataInputStream in) throws IOException {
    String[] slots = memory.rule.slotsOf(memory.operator, cell.key);
    List<Use> uses = memory.rule.program.uses();
    if (in.readBoolean()) {
      cell.last = readProgress(slots, uses, true, in);
    }
    for (int count = in.readInt(); count > 0; count--) {
      cell.runs.add(readProgress(slots, uses, false, in));
    }
    for (int count = in.readInt(); count > 0; count--) {
      cell.queue.addLast(readOccurrence(slots, uses, in));
    }
  }

  static void read(Memory memory, Cell.Sequence cell, DataInputStream in) throws IOException {
    String[] slots = memory.rule.slotsOf(memory.operator, cell.key);
    for (int count = in.readInt(); count > 0; count--) {
      long at = in.readLong();
      cell.open.addLast(new Cell.First(at, readOccurrence(slots, memory.rule.program.uses(), in)));
    }
  }

  private static void write(Progress progress, DataOutputStream out) throws IOException {
    out.writeInt(progress.at);
    out.writeLong(progress.wakeMillis);
    out.writeInt(progress.counters.length);
    for (int counter : progress.counters) {
      out.writeInt(counter);
    }
    write(progress.occurrence, out);
  }

  private static Progress readProgress(
      String[] slots, List<Use> uses, boolean last, DataInputStream in) throws IOException {
    int at = in.readInt();
    long wake = in.readLong();
    int[] counters = new int[in.readInt()];
    for (int i = 0; i < counters.length; i++) {
      counters[i] = in.readInt();
    }
    return new Progress(last, readOccurrence(slots, uses, in), at, wake, counters);
  }

  static void write(Occurrence occurrence, DataOutputStream out) throws IOException {
    Fact fact = occurrence.fact;
    Use use = occurrence.use;
    out.writeBoolean(fact != null && use != null);
    if (fact != null && use != null) {
      out.writeInt(use.index());
      ByteText.write(fact.message.topic(), out);
      Durable.write(fact, out);
      out.writeBoolean(occurrence.before != null);
      if (occurrence.before != null) {
        Durable.write(occurrence.before, out);
      }
    } else {
      ByteText.write(occurrence.told(), out);
    }
  }

  private static Occurrence readOccurrence(String[] slots, List<Use> uses, DataInputStream in)
      throws IOException {
    if (!in.readBoolean()) {
      return Occurrence.without(slots, ByteText.read(in));
    }
    int index = in.readInt();
    String topic = ByteText.read(in);
    Fact fact = Durable.readFact(topic, in);
    Fact before = in.readBoolean() ? Durable.readFact(topic, in) : null;
    return mention(uses, index, topic)
        .map(use -> Occurrence.of(slots, fact, use, before))
        .orElseGet(() -> Occurrence.without(slots, topic));
  }

  /** Where the rule mentions the topic; it may do so elsewhere than when this was written. */
  private static Optional<Use> mention(List<Use> uses, int index, String topic) {
    Stream<Use> same = uses.stream().filter(use -> use.index() == index);
    return Stream.concat(same, uses.stream())
        .filter(use -> use.filter().match(topic) != null)
        .findFirst();
  }
}
