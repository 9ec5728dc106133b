package dev.belfry.program;

import dev.belfry.catalog.Site;
import dev.belfry.codec.Value;
import dev.belfry.event.Message;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What expressions see while they are evaluated: captures, facts, the event's message. */
public interface Frame {
  /** When nothing arrived. */
  long NEVER = Long.MIN_VALUE;

  /** The text of a capture, or null if nothing bound it. */
  @Nullable String slot(int slot);

  /** The newest value of a topic, with the frame's captures. */
  Value read(Use use);

  /** The newest value of a topic that is computed at this moment. */
  Value read(Use use, String topic);

  /** What an operator that follows a state over time says, for the frame's captures. */
  Value.Truth operator(int index);

  /** The value of the event's message, or unknown. */
  Value value();

  /** The value before it, or unknown. */
  Value previous();

  /** The event's message, if there is one. */
  @Nullable Message message();

  /** When the event's message arrived, in milliseconds of the wall clock. */
  long messageMillis();

  /** The value of a topic before its newest one, or unknown. */
  Value previous(Use use, String topic);

  /** When the newest message of a topic arrived, in steady milliseconds, or {@link #NEVER}. */
  long arrivedMillis(String topic);

  /** A number over the messages of a topic. */
  Value window(Window window, String topic);

  /**
   * What the captures of a use are for each topic on which a message was seen and with which the
   * frame's captures agree, in text order of the topics.
   *
   * @param ranging captures that need not agree
   */
  List<String[]> seen(Use use, List<Integer> ranging);

  /** Binds a capture that only a quantifier speaks of. */
  void bind(int slot, String text);

  /** Lets go of what a quantifier has bound. */
  void unbind(List<Integer> ranging);

  /** More combinations of topics than are asked about. */
  void reportTooMany(int limit);

  /** Steady time, in milliseconds. */
  long nowMillis();

  /** The wall clock, in milliseconds. */
  long nowWallMillis();

  /** Where the rules live. */
  Site site();

  /** Whether somebody wants to know when the value changes by the clock alone. */
  boolean isFollowed();

  /** The value may be another one at this steady time; past times are of no account. */
  void lookAgainAt(long millis);

  /** The same by the wall clock. */
  void lookAgainAtWall(long wallMillis);

  /** The zone in which times are spoken of. */
  ZoneId zone();
}
