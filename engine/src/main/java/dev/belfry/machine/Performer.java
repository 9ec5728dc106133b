package dev.belfry.machine;

import dev.belfry.codec.Printed;
import dev.belfry.codec.Value;
import dev.belfry.effect.Effect;
import dev.belfry.effect.Origin;
import dev.belfry.event.Payload;
import dev.belfry.event.TopicFilter;
import dev.belfry.program.ActionNode;
import dev.belfry.program.Frame;
import dev.belfry.program.Node;
import dev.belfry.program.Script;
import java.util.List;
import java.util.Optional;

/** Turns actions into effects. */
final class Performer {
  /** How large a payload may be; rules that join what they sent before would fill all memory. */
  private static final int LARGEST_BYTES = 1024 * 1024;

  private final long wallMillis;
  private final Origin origin;
  private final Frame frame;
  private final Effects effects;
  private final List<Report> reports;

  Performer(long wallMillis, Origin origin, Frame frame, Effects effects, List<Report> reports) {
    this.wallMillis = wallMillis;
    this.origin = origin;
    this.frame = frame;
    this.effects = effects;
    this.reports = reports;
  }

  /**
   * Performs a script from one of its instructions on, until it ends or waits.
   *
   * @param counters how many repetitions are left, for each counter of the script; kept up to date
   * @return the instruction that waits, perhaps for what is true already, or -1 if the run is over
   */
  int perform(Script script, int from, int[] counters) {
    List<Script.Instruction> instructions = script.instructions();
    int at = from;
    while (at < instructions.size()) {
      switch (instructions.get(at)) {
        case Script.Instruction.Act it -> {
          perform(it.action());
          at++;
        }
        case Script.Instruction.Unless it ->
            at = it.state().eval(frame).truth() == Value.Truth.TRUE ? at + 1 : it.target();
        case Script.Instruction.Jump it -> at = it.target();
        case Script.Instruction.Count it -> {
          counters[it.counter()] = it.times();
          at++;
        }
        case Script.Instruction.Again it -> {
          counters[it.counter()]--;
          at = counters[it.counter()] > 0 ? it.target() : at + 1;
        }
        case Script.Instruction.Wait ignored -> {
          return at;
        }
        case Script.Instruction.WaitUntil ignored -> {
          return at;
        }
        case Script.Instruction.Stop ignored -> {
          return -1;
        }
      }
    }
    return -1;
  }

  private void perform(ActionNode action) {
    if (!effects.hasRoomFor(origin)) {
      return;
    }
    switch (action) {
      case ActionNode.Publish it -> publish(it);
      case ActionNode.Notify it -> effects.addOfRule(notify(it, wallMillis, origin, frame));
      case ActionNode.Call it -> call(it);
      case ActionNode.Log it ->
          effects.addOfRule(new Effect.Log(wallMillis, origin, it.level(), text(it.text(), frame)));
    }
  }

  /** The notification that an action brings about at a moment. */
  static Effect.Notify notify(ActionNode.Notify it, long wallMillis, Origin origin, Frame frame) {
    return new Effect.Notify(
        wallMillis,
        origin,
        it.channels(),
        text(it.text(), frame),
        it.title().map(title -> text(title, frame)),
        it.priority(),
        it.attachments().stream().map(attachment -> attachment(attachment, frame)).toList());
  }

  private static Effect.Attachment attachment(ActionNode.Attachment attachment, Frame frame) {
    return switch (attachment) {
      case ActionNode.Attachment.Fixed it -> it.attachment();
      case ActionNode.Attachment.Graph it ->
          new Effect.Attachment.Graph(
              it.topics().stream().map(topic -> text(topic, frame)).toList(), it.millis());
    };
  }

  private static String text(Node node, Frame frame) {
    return Printed.text(node.eval(frame));
  }

  private void publish(ActionNode.Publish it) {
    Value topic = it.topic().eval(frame);
    Value value = it.value().eval(frame);
    String name = Printed.text(topic);
    String why = topic.isKnown() ? TopicFilter.whyNoTopic(name) : "a part of the topic is unknown";
    if (why == null && Printed.holdsUnknown(value)) {
      why = "its value is unknown";
    }
    Payload payload = why == null ? Printed.payload(value) : Payload.EMPTY;
    if (payload.size() > LARGEST_BYTES) {
      why = "its value is larger than 1 MiB";
    }
    if (why != null) {
      reports.add(new Report.NotSent(origin, "publish " + name, why));
      return;
    }
    effects.addOfRule(new Effect.Publish(wallMillis, origin, name, payload, it.qos(), it.retain()));
  }

  private void call(ActionNode.Call it) {
    Optional<Value> value = it.value().map(node -> node.eval(frame));
    if (value.isPresent() && Printed.holdsUnknown(value.get())) {
      reports.add(new Report.NotSent(origin, "call " + it.connector(), "its value is unknown"));
      return;
    }
    effects.addOfRule(new Effect.Call(wallMillis, origin, it.connector(), value));
  }
}
