package dev.belfry.model;

import dev.belfry.effect.Effect;
import java.util.List;
import java.util.Optional;

/**
 * An alert whose names and types are known. It fires while its state holds, once per key.
 *
 * @param captures as those of a rule
 * @param message what it tells where a telling has no text of its own
 * @param tellings who is told when it fires
 * @param remindMillis how often whoever was told is reminded
 * @param unless while this is true it tells nobody
 * @param resolved who is told when it ends
 */
public record CheckedAlert(
    String name,
    List<String> captures,
    Expr state,
    Severity severity,
    Expr message,
    List<Telling> tellings,
    Optional<Long> remindMillis,
    Optional<Escalation> escalation,
    Optional<Expr> unless,
    Optional<Telling> resolved) {
  /** How serious an alert is. */
  public enum Severity {
    INFO,
    WARNING,
    CRITICAL
  }

  /** Somebody is told. */
  public record Telling(
      List<String> channels,
      Optional<Expr> text,
      Optional<Expr> title,
      Optional<Effect.Priority> priority,
      List<Deed.Attachment> attachments) {}

  /** Somebody else is told so long after it began, unless it was acknowledged. */
  public record Escalation(List<String> channels, long afterMillis) {}
}
