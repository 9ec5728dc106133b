package dev.belfry.program;

import dev.belfry.model.Happening;
import java.util.List;
import java.util.Optional;

/** An event made ready. */
public sealed interface EventNode {
  /** A message on a topic that changes the value in this way. */
  record OnMessage(Use use, Happening.Path path, Change change) implements EventNode {}

  /** The instant at which a state has held for long enough. */
  record Held(int operator, String described) implements EventNode {}

  /** A schedule is due. */
  record Scheduled(int operator, String described) implements EventNode {}

  /** The engine starts. */
  record Startup() implements EventNode {}

  /** An event that finds a state true. */
  record Guarded(EventNode event, StateNode state) implements EventNode {}

  /** The last of so many events; the operator counts them. */
  record Times(EventNode event, int operator) implements EventNode {}

  /** The second event after the first; the operator remembers the first ones. */
  record Followed(EventNode first, EventNode second, int operator) implements EventNode {}

  /** The time for the second event is over; the operator remembers the first ones. */
  record NotFollowed(EventNode first, EventNode second, int operator) implements EventNode {}

  /** Either of two events. */
  record Either(EventNode left, EventNode right) implements EventNode {}

  /**
   * A state that is asked at an instant.
   *
   * @param slots the captures its topics carry
   */
  record StateNode(Node node, List<Integer> slots, List<Use> uses) {}

  /** What must be true of a message and its predecessor. */
  sealed interface Change {
    /** Anything. */
    record Updates() implements Change {}

    /** Equal to this. */
    record Receives(Node value) implements Change {}

    /** Equal to this, and before not. */
    record Becomes(Node value) implements Change {}

    /** Other than before. */
    record Changes(Optional<Node> from, Optional<Node> to) implements Change {}

    /** Beyond this, and before not. */
    record Beyond(Node limit, boolean above) implements Change {}
  }
}
