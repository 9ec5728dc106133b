package dev.belfry.event;

import java.util.concurrent.CompletionStage;

/** Where a broker, or any other source, hands over what it received. */
public interface MessagePort {
  /**
   * Takes one message. The stage completes when what the message brought about is safe, so that its
   * sender may be told; it completes exceptionally when the message could not be taken, and the
   * sender must not be told that it was. With {@link NoRoomException} it lacks room alone.
   */
  CompletionStage<Void> accept(Message message);

  /**
   * Takes one message and remembers, with what it brought about, the packet in which it came.
   *
   * @param packet of a session that outlives its connection
   * @return see {@link #accept(Message)}
   */
  default CompletionStage<Void> accept(Message message, Packet packet) {
    return accept(message);
  }

  /**
   * A packet that was taken before came again: its sender did not know yet that it is safe, and is
   * told now.
   */
  default void repeated(Packet packet) {}
}
