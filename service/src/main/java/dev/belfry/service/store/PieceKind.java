package dev.belfry.service.store;

/** What a row is about, in a person's words. */
enum PieceKind {
  FACT(Piece.MACHINE + "f/", "topic's last messages", "topics' last messages"),
  WINDOW(
      Piece.MACHINE + "w/",
      "stretch of messages for averages and the like",
      "stretches of messages for averages and the like"),
  WINDOW_START(
      Piece.MACHINE + "h/",
      "topic's time since when averages miss nothing",
      "topics' times since when averages miss nothing"),
  MEMORY(
      Piece.MACHINE + "o/",
      "timer, run, limit or alert of a rule",
      "timers, runs, limits and alerts of rules"),
  SILENCE(Piece.MACHINE + "s/", "silence of an alert", "silences of alerts"),
  SWITCH(Piece.MACHINE + "r/", "rule that is switched off", "rules that are switched off"),
  CLOCK(Piece.MACHINE + "clock", "time up to which the rules have come", "times"),
  RETAINED(Piece.RETAINED, "retained message", "retained messages"),
  PARCEL(Piece.PARCEL, "delivery that waits", "deliveries that wait"),
  DEAD_LETTER(Piece.DEAD, "delivery that was given up", "deliveries that were given up"),
  PACKET(
      Piece.PACKET, "packet that a client may send again", "packets that clients may send again"),
  SOURCES(Piece.SOURCES, "copy of the rule files", "copies"),
  RUN(Piece.RUN, "note how far the last run came", "notes"),
  ID(Piece.ID, "name of the store", "names"),
  TOTAL(Piece.TOTAL, "sum of all that is in the store", "sums"),
  UNKNOWN("", "entry", "entries");

  private final String prefix;
  private final String one;
  private final String many;

  PieceKind(String prefix, String one, String many) {
    this.prefix = prefix;
    this.one = one;
    this.many = many;
  }

  static PieceKind of(String key) {
    for (PieceKind kind : values()) {
      if (key.equals(kind.prefix) || (kind.prefix.endsWith("/") && key.startsWith(kind.prefix))) {
        return kind;
      }
    }
    return UNKNOWN;
  }

  /** So many of it: {@code 3 retained messages}. */
  String count(long number) {
    return number + " " + (number == 1 ? one : many);
  }
}
