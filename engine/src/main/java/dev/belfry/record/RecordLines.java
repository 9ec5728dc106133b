package dev.belfry.record;

import dev.belfry.codec.Printed;
import dev.belfry.codec.UtcTime;
import dev.belfry.codec.Value;
import dev.belfry.effect.Effect;
import dev.belfry.effect.Origin;
import dev.belfry.event.Message;
import dev.belfry.event.Payload;
import dev.belfry.machine.Input;
import java.io.CharArrayWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Records as text, a line each, gathered until they are moved to where they belong. */
public final class RecordLines {
  private final CharArrayWriter text = new CharArrayWriter();
  private final StringBuilder time = new StringBuilder();
  private final JsonGenerator json =
      JsonFactory.builder()
          .rootValueSeparator("")
          .build()
          .createGenerator(ObjectWriteContext.empty(), text);

  /** Appends a line of recorded inputs. */
  public void add(Recorded line) {
    switch (line) {
      case Recorded.Header it -> {
        json.writeStartObject();
        json.writeStringProperty("belfry", it.belfry());
        json.writeStringProperty("tzdata", it.timeZoneData());
        end();
      }
      case Recorded.Restart it -> {
        start(it.timeMillis());
        json.writeBooleanProperty("restart", true);
        it.stoppedMillis().ifPresent(stoppedMillis -> time("stopped", stoppedMillis));
        it.wallMillis().ifPresent(wallMillis -> time("clock", wallMillis));
        end();
      }
      case Recorded.Happened it -> add(it.input());
    }
  }

  /** Appends an input; one that a recording needs no line for leaves none. */
  private void add(Input input) {
    switch (input) {
      case Input.Arrived it -> {
        start(it.timeMillis());
        message(it.message());
        end();
      }
      case Input.Switched it -> {
        start(it.timeMillis());
        json.writeStringProperty("switch", it.rule());
        json.writeBooleanProperty("on", it.on());
        end();
      }
      case Input.Triggered it -> {
        start(it.timeMillis());
        json.writeStringProperty("trigger", it.rule());
        key(it.key());
        end();
      }
      case Input.Acknowledged it -> {
        start(it.timeMillis());
        json.writeStringProperty("acknowledge", it.alert());
        it.key().ifPresent(this::key);
        end();
      }
      case Input.Silenced it -> {
        start(it.timeMillis());
        json.writeStringProperty("silence", it.alert());
        key(it.key());
        time("until", it.untilWallMillis());
        end();
      }
      case Input.ClockStepped it -> {
        start(it.timeMillis());
        time("clock", it.timeMillis() + it.wallOffsetMillis());
        end();
      }
      // A program is no input of a replay, and its clock ticks by itself.
      case Input.Started ignored -> {}
      case Input.Reloaded ignored -> {}
      case Input.Supposed ignored -> {}
      case Input.Tick ignored -> {}
    }
  }

  private void message(Message message) {
    json.writeStringProperty("topic", message.topic());
    payload(message.payload());
    if (message.qos() != 0) {
      json.writeNumberProperty("qos", message.qos());
    }
    if (message.retain()) {
      json.writeBooleanProperty("retain", true);
    }
    if (message.replayed()) {
      json.writeBooleanProperty("retained", true);
    }
  }

  private void payload(Payload payload) {
    Optional<String> written = payload.text();
    if (written.isPresent()) {
      json.writeStringProperty("payload", written.get());
    } else {
      json.writeStringProperty("payload64", Base64.getEncoder().encodeToString(payload.bytes()));
    }
  }

  // ---- effects

  /** Appends an effect. */
  public void add(Effect effect) {
    start(effect.timeMillis());
    origin(effect.origin());
    switch (effect) {
      case Effect.Publish it -> publish(it);
      case Effect.Notify it -> notification(it);
      case Effect.Call it -> call(it);
      case Effect.Alert it -> {
        json.writeStringProperty("effect", "alert");
        json.writeStringProperty("state", it.status().word());
      }
      case Effect.Log it -> {
        json.writeStringProperty("effect", "log");
        json.writeStringProperty("level", it.level().name().toLowerCase(Locale.ROOT));
        json.writeStringProperty("text", it.text());
      }
    }
    end();
  }

  private void origin(Origin origin) {
    switch (origin.kind()) {
      case RULE -> json.writeStringProperty("rule", origin.name());
      case ALERT -> json.writeStringProperty("alert", origin.name());
    }
    key(origin.key());
  }

  private void key(Map<String, String> key) {
    json.writeObjectPropertyStart("key");
    key.forEach(json::writeStringProperty);
    json.writeEndObject();
  }

  private void publish(Effect.Publish it) {
    json.writeStringProperty("effect", "publish");
    json.writeStringProperty("topic", it.topic());
    payload(it.payload());
    json.writeNumberProperty("qos", it.qos());
    json.writeBooleanProperty("retain", it.retain());
  }

  private void notification(Effect.Notify it) {
    json.writeStringProperty("effect", "notify");
    json.writeArrayPropertyStart("channels");
    it.channels().forEach(json::writeString);
    json.writeEndArray();
    json.writeStringProperty("text", it.text());
    it.title().ifPresent(title -> json.writeStringProperty("title", title));
    it.priority()
        .map(priority -> priority.name().toLowerCase(Locale.ROOT))
        .ifPresent(priority -> json.writeStringProperty("priority", priority));
    if (!it.attachments().isEmpty()) {
      json.writeArrayPropertyStart("attachments");
      it.attachments().forEach(attachment -> json.writeString(attachment.described()));
      json.writeEndArray();
    }
  }

  private void call(Effect.Call it) {
    json.writeStringProperty("effect", "call");
    json.writeStringProperty("connector", it.connector());
    if (it.payload().isPresent()) {
      Value payload = it.payload().get();
      json.writeName("payload");
      json.writeRawValue(Printed.json(payload));
    }
  }

  // ---- lines

  private void start(long timeMillis) {
    json.writeStartObject();
    time("time", timeMillis);
  }

  private void time(String name, long millis) {
    time.setLength(0);
    UtcTime.append(millis, time);
    json.writeStringProperty(name, time.toString());
  }

  private void end() {
    json.writeEndObject();
    json.writeRaw('\n');
    json.flush();
  }

  /** How long the gathered lines are, in characters. */
  public int length() {
    return text.size();
  }

  /** Forgets the gathered lines. */
  public void clear() {
    text.reset();
  }

  /** Moves the gathered lines to a writer. */
  public void moveTo(Writer out) throws IOException {
    text.writeTo(out);
    text.reset();
  }
}
