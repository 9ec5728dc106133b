package dev.belfry.service.outbox;

import dev.belfry.effect.Effect;

/**
 * One thing to deliver to one target, kept until it is there.
 *
 * @param number in the order in which the effects came about; never used again
 * @param id the same at each attempt, also after a restart, so that a receiver can drop a repeat
 * @param group the same for the targets of one effect, which share its pictures
 * @param sink the way it goes: {@code mail}, {@code call siren_api}, {@code broker}
 * @param target whom or what it is for: an address, a connector, a topic
 * @param effect what to deliver
 * @param sinceMillis when it came about, in steady time
 */
public record Parcel(
    long number,
    String id,
    String group,
    String sink,
    String target,
    Effect effect,
    long sinceMillis) {
  /** What goes to one target of one sink goes one after the other. */
  String lane() {
    return sink + " " + target;
  }
}
