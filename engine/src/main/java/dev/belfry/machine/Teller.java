package dev.belfry.machine;

import dev.belfry.codec.Printed;
import dev.belfry.effect.AlertStatus;
import dev.belfry.effect.AlertStatus.State;
import dev.belfry.effect.Effect;
import dev.belfry.effect.Origin;
import dev.belfry.program.ActionNode;
import dev.belfry.program.AlertPart;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells people of one instance of an alert when they have to hear of it, in words of the moment.
 */
final class Teller {
  private final RuleState unit;
  private final AlertPart.Telling part;
  private final Cell.Alarm cell;
  private final String[] slots;
  private final Clock clock;
  private final Moment moment;
  private final Effects effects;

  Teller(
      RuleState unit,
      AlertPart.Telling part,
      Cell.Alarm cell,
      Clock clock,
      Moment moment,
      Effects effects) {
    this.unit = unit;
    this.part = part;
    this.cell = cell;
    this.slots = unit.slotsOf(unit.memories.get(part.alarm()).operator, cell.key);
    this.clock = clock;
    this.moment = moment;
    this.effects = effects;
  }

  Origin origin() {
    return unit.origin(slots);
  }

  private String message() {
    return Printed.text(part.message().eval(moment.at(unit, slots)));
  }

  AlertStatus status() {
    State state = cell.state;
    return new AlertStatus(
        AlertStatus.topicOf(unit.program.name(), origin().key().values()),
        state == null ? State.RESOLVED : state,
        part.severity().name().toLowerCase(Locale.ROOT),
        cell.message,
        clock.wallMillis(cell.sinceMillis),
        cell.inhibited,
        cell.silenced);
  }

  /** Tells people what the author wrote for them. */
  private void tell(ActionNode.Notify notice) {
    effects.add(Performer.notify(notice, clock.wallNowMillis(), origin(), moment.at(unit, slots)));
  }

  /** Tells people the message of the alert. */
  private void tell(List<String> channels) {
    effects.add(
        new Effect.Notify(
            clock.wallNowMillis(),
            origin(),
            channels,
            message(),
            Optional.of(unit.program.name()),
            Optional.of(part.priority()),
            List.of()));
  }

  /** Tells whoever has to be told now; silently, only what it would tell is noted. */
  void settle(boolean silent) {
    publishChange(silent);
    if (cell.state == State.FIRING) {
      fire(silent);
    }
  }

  /** Says so where the word of the state is another one than before. */
  private void publishChange(boolean silent) {
    String word = status().word();
    if (word.equals(cell.word)) {
      return;
    }
    cell.word = word;
    cell.message = message();
    if (silent) {
      return;
    }
    effects.add(new Effect.Alert(clock.wallNowMillis(), origin(), status()));
    if (cell.state == State.RESOLVED && !cell.told.isEmpty() && !cell.silenced) {
      part.resolved().ifPresent(this::tell);
    }
  }

  private void fire(boolean silent) {
    boolean quiet = cell.inhibited || cell.silenced;
    boolean reminding = isReminderDue();
    boolean escalating = !cell.escalated && escalatesAtMillis() <= clock.nowMillis();
    if (reminding && !quiet && !silent && !cell.told.isEmpty()) {
      tell(List.copyOf(cell.told));
    }
    if (!quiet && !cell.said) {
      cell.said = true;
      for (ActionNode.Notify notice : silent ? List.<ActionNode.Notify>of() : part.notices()) {
        tell(notice);
        cell.told.addAll(notice.channels());
      }
    }
    if (!quiet && escalating) {
      cell.escalated = true;
      if (!silent) {
        List<String> channels = part.escalation().orElseThrow().channels();
        tell(channels);
        cell.told.addAll(channels);
      }
    }
  }

  /** Whether it is time for a reminder; sets the time of the next one. */
  private boolean isReminderDue() {
    long period = part.remindMillis().orElse(0L);
    long due = cell.remindMillis;
    if (period == 0) {
      cell.remindMillis = 0;
      return false;
    }
    long since = clock.nowMillis() - cell.sinceMillis;
    cell.remindMillis = cell.sinceMillis + (since / period + 1) * period;
    // After a reload the period may be another one, and its time still to come.
    boolean ofThisPeriod = due != 0 && (due - cell.sinceMillis) % period == 0;
    return ofThisPeriod && due <= clock.nowMillis();
  }

  private long escalatesAtMillis() {
    return part.escalation()
        .map(escalation -> cell.sinceMillis + escalation.afterMillis())
        .orElse(Long.MAX_VALUE);
  }

  /**
   * When there is something to do again; what is due and withheld waits for what withholds it.
   *
   * @param silentUntilMillis when its silence ends, if it is silenced
   */
  long nextMillis(long silentUntilMillis) {
    if (cell.state != State.FIRING) {
      return Long.MAX_VALUE;
    }
    long next = cell.remindMillis == 0 ? Long.MAX_VALUE : cell.remindMillis;
    long escalation = escalatesAtMillis();
    if (!cell.escalated && escalation > clock.nowMillis()) {
      next = Math.min(next, escalation);
    }
    return cell.silenced ? Math.min(next, silentUntilMillis) : next;
  }
}
