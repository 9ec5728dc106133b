package dev.belfry.machine;

import dev.belfry.machine.Blueprint.Clause;
import dev.belfry.machine.Blueprint.Piece;
import dev.belfry.machine.Inheritance.Fate;
import dev.belfry.model.Written.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/** Finds out what rules and alerts keep when one program follows another, and why not more. */
final class Succession {
  private final Map<String, Blueprint> before;
  private final Map<String, Blueprint> after;

  /** Whether something is remembered under an identity. */
  private final Predicate<String> remembered;

  private Succession(
      Map<String, Blueprint> before, Map<String, Blueprint> after, Predicate<String> remembered) {
    this.before = before;
    this.after = after;
    this.remembered = remembered;
  }

  /**
   * Compares two programs by the names of their rules and alerts.
   *
   * @param remembered whether something was remembered under an identity of the first
   * @return those of the second in their order, then those that are gone
   */
  static List<Inheritance> of(
      Map<String, Blueprint> before, Map<String, Blueprint> after, Predicate<String> remembered) {
    return new Succession(before, after, remembered).all();
  }

  private List<Inheritance> all() {
    Map<List<?>, Blueprint> gone = new HashMap<>();
    for (Blueprint old : before.values()) {
      if (!after.containsKey(old.name())) {
        gone.putIfAbsent(likeness(old), old);
      }
    }
    List<Inheritance> all = new ArrayList<>();
    Set<String> renamed = new HashSet<>();
    for (Blueprint now : after.values()) {
      Blueprint old = before.get(now.name());
      Blueprint sameElsewhere = old == null ? gone.remove(likeness(now)) : null;
      if (old != null && old.kind() == now.kind()) {
        all.add(of(old, now));
      } else if (sameElsewhere != null && lost(sameElsewhere, Set.of()).isEmpty()) {
        renamed.add(sameElsewhere.name());
        all.add(new Inheritance(now.kind(), now.name(), Fate.NEW, List.of()));
      } else if (sameElsewhere != null) {
        renamed.add(sameElsewhere.name());
        all.add(new Inheritance(now.kind(), now.name(), Fate.RESET, List.of(was(sameElsewhere))));
      } else {
        all.add(new Inheritance(now.kind(), now.name(), Fate.NEW, List.of()));
      }
    }
    for (Blueprint old : before.values()) {
      if (!after.containsKey(old.name()) && !renamed.contains(old.name())) {
        all.add(new Inheritance(old.kind(), old.name(), Fate.GONE, List.of()));
      }
    }
    return all;
  }

  /** What is the same of two that differ in their names alone. */
  private static List<?> likeness(Blueprint it) {
    return List.of(it.kind(), it.clauses());
  }

  private static String was(Blueprint old) {
    return "it was called \"" + old.name() + "\"; one with another name is another one";
  }

  private Inheritance of(Blueprint old, Blueprint now) {
    Set<String> kept = new HashSet<>();
    now.pieces().forEach(piece -> kept.add(piece.id()));
    Set<String> why = new LinkedHashSet<>();
    for (Piece piece : lost(old, kept)) {
      why.add(
          piece.kind() == Blueprint.Kind.RUNS
              ? "what was in progress has ended: " + changes(old, now)
              : "begins anew: " + change(old, now, piece.part()));
    }
    return new Inheritance(
        now.kind(), now.name(), why.isEmpty() ? Fate.KEPT : Fate.RESET, List.copyOf(why));
  }

  /** What was remembered and cannot be found out anew. */
  private List<Piece> lost(Blueprint old, Set<String> kept) {
    return old.pieces().stream()
        .filter(piece -> piece.kind() != Blueprint.Kind.DERIVED)
        .filter(piece -> !kept.contains(piece.id()) && remembered.test(piece.id()))
        .toList();
  }

  private static String change(Blueprint old, Blueprint now, Part part) {
    Clause was = old.clauses().get(part);
    Clause is = now.clauses().get(part);
    if (was == null) {
      return "its " + word(part) + " changed";
    }
    if (is == null) {
      return "`" + was.text() + "` is not there any more";
    }
    return was.equals(is)
        ? "`" + is.text() + "` reads as before, but a topic, let or capture in it changed"
        : "`" + was.text() + "` is now `" + is.text() + "`";
  }

  /** A run goes on as long as nothing of its rule changes. */
  private static String changes(Blueprint old, Blueprint now) {
    List<String> parts = new ArrayList<>();
    for (Part part : Part.values()) {
      if (!Objects.equals(old.clauses().get(part), now.clauses().get(part))) {
        parts.add(word(part));
      }
    }
    return parts.isEmpty()
        ? "a topic, let or capture in its rule changed"
        : "its " + String.join(" and ", parts) + " changed";
  }

  private static String word(Part part) {
    return switch (part) {
      case WHEN -> "`when`";
      case WHILE -> "`while`";
      case LIMIT -> "`at most`";
      case MODE -> "`mode`";
      case THEN -> "`then`";
      case FINALLY -> "`finally`";
      case UNLESS -> "`unless`";
      case TELLING -> "texts";
    };
  }
}
