package dev.belfry.record;

import dev.belfry.codec.UtcTime;
import dev.belfry.event.Message;
import dev.belfry.event.Payload;
import dev.belfry.event.TopicFilter;
import dev.belfry.machine.Input;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** Reads recorded inputs, one line after the other; only one is in memory at a time. */
public final class RecordReader {
  private static final int HIGHEST_QOS = 2;

  private final Lines lines;
  private long lastMillis = Long.MIN_VALUE;

  /** A reader of a stream, which its maker closes. */
  public RecordReader(InputStream in) {
    this.lines = new Lines(in);
  }

  /**
   * The next record, or nothing behind the last.
   *
   * @throws MalformedRecordException for a line that is no record, or an earlier one than its
   *     predecessor
   */
  public Optional<Recorded> next() throws IOException, MalformedRecordException {
    Optional<String> line = lines.next();
    while (line.isPresent() && line.get().isBlank()) {
      line = lines.next();
    }
    if (line.isEmpty()) {
      return Optional.empty();
    }
    try {
      Recorded record = record(line.get());
      inOrder(record);
      return Optional.of(record);
    } catch (MalformedRecordException wrong) {
      throw new MalformedRecordException("line " + lines.number() + ": " + wrong.words());
    }
  }

  private void inOrder(Recorded record) throws MalformedRecordException {
    long millis =
        switch (record) {
          case Recorded.Header ignored -> lastMillis;
          case Recorded.Restart it -> it.timeMillis();
          case Recorded.Happened it -> it.input().timeMillis();
        };
    if (millis < lastMillis) {
      throw new MalformedRecordException(
          "its time is before that of the record before it, "
              + UtcTime.written(lastMillis)
              + "; records stand in the order of their times");
    }
    lastMillis = millis;
  }

  /**
   * The record of one line.
   *
   * @throws MalformedRecordException if it is none
   */
  public static Recorded record(String line) throws MalformedRecordException {
    Fields fields = Fields.of(line);
    Recorded record = record(fields);
    fields.complainAboutTheRest();
    return record;
  }

  private static Recorded record(Fields fields) throws MalformedRecordException {
    if (fields.has("belfry")) {
      return new Recorded.Header(fields.requiredText("belfry"), fields.requiredText("tzdata"));
    }
    long time = fields.requiredTime("time");
    if (fields.has("topic")) {
      return new Recorded.Happened(new Input.Arrived(time, message(fields)));
    }
    Optional<Input> order = order(time, fields);
    if (order.isPresent()) {
      return new Recorded.Happened(order.get());
    }
    if (fields.has("restart")) {
      fields.flag("restart");
      return new Recorded.Restart(time, fields.time("stopped"), fields.time("clock"));
    }
    if (fields.has("clock")) {
      long offset = fields.requiredTime("clock") - time;
      return new Recorded.Happened(new Input.ClockStepped(time, offset));
    }
    fields.complainAboutTheRest();
    throw new MalformedRecordException("it does not say what happened; a message has a \"topic\"");
  }

  /** What a person wanted, if that is what happened. */
  private static Optional<Input> order(long time, Fields fields) throws MalformedRecordException {
    if (fields.has("switch")) {
      String rule = fields.requiredText("switch");
      boolean on = fields.flag("on").orElseThrow(() -> Fields.missing("on"));
      return Optional.of(new Input.Switched(time, rule, on));
    }
    Optional<Map<String, String>> key = fields.names("key");
    if (fields.has("trigger")) {
      String rule = fields.requiredText("trigger");
      return Optional.of(new Input.Triggered(time, rule, key.orElse(Map.of())));
    }
    if (fields.has("acknowledge")) {
      return Optional.of(new Input.Acknowledged(time, fields.requiredText("acknowledge"), key));
    }
    if (fields.has("silence")) {
      String alert = fields.requiredText("silence");
      long until = fields.requiredTime("until");
      return Optional.of(new Input.Silenced(time, alert, key.orElse(Map.of()), until));
    }
    return Optional.empty();
  }

  private static Message message(Fields fields) throws MalformedRecordException {
    String topic = fields.requiredText("topic");
    String why = TopicFilter.whyNoTopic(topic);
    if (why != null) {
      throw new MalformedRecordException("\"" + topic + "\" is no topic: " + why);
    }
    Message message =
        Message.published(
            topic,
            payload(fields),
            fields.whole("qos", HIGHEST_QOS).orElse(0),
            fields.flag("retain").orElse(false));
    return fields.flag("retained").orElse(false) ? message.asReplayed() : message;
  }

  private static Payload payload(Fields fields) throws MalformedRecordException {
    Optional<String> base64 = fields.text("payload64");
    if (base64.isEmpty()) {
      return Payload.of(fields.requiredText("payload"));
    }
    try {
      return Payload.of(Base64.getDecoder().decode(base64.get()));
    } catch (IllegalArgumentException wrong) {
      throw new MalformedRecordException("\"payload64\" is no base64");
    }
  }
}
