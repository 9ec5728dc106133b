package dev.belfry.machine;

import dev.belfry.codec.Printed;
import dev.belfry.effect.AlertStatus;
import dev.belfry.effect.Effect;
import dev.belfry.effect.Origin;
import dev.belfry.program.ActionNode;
import dev.belfry.program.AlertPart;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says what there is to say of one instance of an alert, in the words of this moment. */
final class Teller {
  private final RuleState unit;
  private final AlertPart.Telling part;
  private final Cell.Alarm cell;
  private final String[] slots;
  private final Clock clock;
  private final Moment moment;
  private final List<Effect> effects;

  Teller(
      RuleState unit,
      AlertPart.Telling part,
      Cell.Alarm cell,
      Clock clock,
      Moment moment,
      List<Effect> effects) {
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

  String message() {
    return Printed.text(part.message().eval(moment.at(unit, slots)));
  }

  AlertStatus status() {
    AlertStatus.State state = cell.state;
    return new AlertStatus(
        AlertStatus.topicOf(unit.program.name(), origin().key().values()),
        state == null ? AlertStatus.State.RESOLVED : state,
        part.severity().name().toLowerCase(Locale.ROOT),
        cell.message,
        clock.wallMillis(cell.sinceMillis),
        cell.inhibited,
        cell.silenced);
  }

  /** Publishes how it stands. */
  void publish() {
    effects.add(new Effect.Alert(clock.wallNowMillis(), origin(), status()));
  }

  /** Tells people what the author wrote for them. */
  void tell(ActionNode.Notify notice) {
    effects.add(Performer.notify(notice, clock.wallNowMillis(), origin(), moment.at(unit, slots)));
  }

  /** Tells people the message of the alert. */
  void tell(List<String> channels) {
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
}
