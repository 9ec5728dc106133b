package dev.belfry.machine;

import dev.belfry.codec.ByteText;
import dev.belfry.effect.Origin;
import dev.belfry.event.Payload;
import dev.belfry.model.Written.Part;
import dev.belfry.program.Operator;
import dev.belfry.program.RuleProgram;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How a rule or an alert was built that is or was in force: how its parts were written, and what it
 * remembers by which identity. It is kept with the state, so that after a change people can be told
 * what was lost, and why.
 */
record Blueprint(Origin.Kind kind, String name, Map<Part, Clause> clauses, List<Piece> pieces) {
  /** How much of a part is kept to be shown; the rest only counts for whether it is the same. */
  private static final int LONGEST_TEXT = 160;

  /**
   * A part as it was written.
   *
   * @param text its beginning, to be shown
   * @param mark tells texts apart that begin alike
   */
  record Clause(String text, long mark) {
    static Clause of(String written) {
      boolean fits = written.codePointCount(0, written.length()) <= LONGEST_TEXT;
      String text =
          fits ? written : written.substring(0, written.offsetByCodePoints(0, LONGEST_TEXT)) + "…";
      return new Clause(text, ((long) written.length() << 32) ^ written.hashCode());
    }
  }

  /** Something that is remembered, where it is written, and what kind of thing it is. */
  record Piece(String id, Part part, Kind kind) {}

  /** What it is that is remembered, as far as that matters to who loses it. */
  enum Kind {
    /** Whether and since when a state holds, what was counted, when it ran. */
    FOLLOWED,
    /** Runs in progress. */
    RUNS,
    /** What can be found out anew: the next time of a schedule, the last message of a topic. */
    DERIVED;

    static Kind of(Operator operator) {
      return switch (operator) {
        case Operator.Runs ignored -> RUNS;
        case Operator.Timetable ignored -> DERIVED;
        case Operator.Silence ignored -> DERIVED;
        case Operator.Hold ignored -> FOLLOWED;
        case Operator.Latch ignored -> FOLLOWED;
        case Operator.Begin ignored -> FOLLOWED;
        case Operator.Limit ignored -> FOLLOWED;
        case Operator.Alarm ignored -> FOLLOWED;
        case Operator.Tally ignored -> FOLLOWED;
        case Operator.Sequence ignored -> FOLLOWED;
      };
    }
  }

  /** Of a rule, or of one half of an alert. */
  static Blueprint of(RuleProgram unit) {
    Map<Part, Clause> clauses = new EnumMap<>(Part.class);
    unit.written().parts().forEach((part, text) -> clauses.put(part, Clause.of(text)));
    List<Piece> pieces = new ArrayList<>();
    for (Operator operator : unit.operators()) {
      Operator.Shape shape = operator.shape();
      pieces.add(new Piece(shape.id(), shape.part(), Kind.of(operator)));
    }
    Origin.Kind kind = unit.alert().isPresent() ? Origin.Kind.ALERT : Origin.Kind.RULE;
    return new Blueprint(kind, unit.name(), clauses, pieces);
  }

  /** Both halves of an alert as one. */
  Blueprint and(Blueprint otherHalf) {
    List<Piece> both = new ArrayList<>(pieces);
    both.addAll(otherHalf.pieces);
    return new Blueprint(kind, name, clauses, both);
  }

  // ---- as bytes

  String durableKey() {
    return Durable.UNIT + name;
  }

  Payload bytes() {
    return Durable.bytes(this::write);
  }

  private void write(DataOutputStream out) throws IOException {
    ByteText.write(kind.name(), out);
    ByteText.write(name, out);
    out.writeInt(clauses.size());
    for (Map.Entry<Part, Clause> clause : clauses.entrySet()) {
      ByteText.write(clause.getKey().name(), out);
      ByteText.write(clause.getValue().text(), out);
      out.writeLong(clause.getValue().mark());
    }
    out.writeInt(pieces.size());
    for (Piece piece : pieces) {
      ByteText.write(piece.id(), out);
      ByteText.write(piece.part().name(), out);
      ByteText.write(piece.kind().name(), out);
    }
  }

  static Blueprint read(DataInputStream in) throws IOException {
    Origin.Kind kind = Origin.Kind.valueOf(ByteText.read(in));
    String name = ByteText.read(in);
    Map<Part, Clause> clauses = new EnumMap<>(Part.class);
    for (int count = in.readInt(); count > 0; count--) {
      Part part = Part.valueOf(ByteText.read(in));
      clauses.put(part, new Clause(ByteText.read(in), in.readLong()));
    }
    List<Piece> pieces = new ArrayList<>();
    for (int count = in.readInt(); count > 0; count--) {
      String id = ByteText.read(in);
      Part part = Part.valueOf(ByteText.read(in));
      pieces.add(new Piece(id, part, Kind.valueOf(ByteText.read(in))));
    }
    return new Blueprint(kind, name, clauses, pieces);
  }
}
