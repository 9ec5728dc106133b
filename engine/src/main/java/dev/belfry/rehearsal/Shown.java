package dev.belfry.rehearsal;

import dev.belfry.codec.Printed;
import dev.belfry.effect.Effect;
import dev.belfry.effect.Origin;
import dev.belfry.machine.AlertInstance;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Effects as an author would write them. */
final class Shown {
  private Shown() {}

  static String effect(Effect effect) {
    return switch (effect) {
      case Effect.Publish it ->
          "publish "
              + quoted(it.topic())
              + " "
              + quoted(it.payload().sample(200))
              + (it.qos() == 0 ? "" : " qos " + it.qos())
              + (it.retain() ? " retain" : "");
      case Effect.Notify it ->
          "notify "
              + String.join(", ", it.channels())
              + " "
              + quoted(it.text())
              + it.title().map(title -> " title " + quoted(title)).orElse("")
              + it.priority().map(p -> " priority " + p.name().toLowerCase(Locale.ROOT)).orElse("")
              + attachments(it);
      case Effect.Call it ->
          "call "
              + it.connector()
              + it.payload().map(value -> " " + Printed.json(value)).orElse("");
      case Effect.Alert it -> "alert " + it.status().word();
      case Effect.Log it ->
          "log " + it.level().name().toLowerCase(Locale.ROOT) + " " + quoted(it.text());
    };
  }

  private static String attachments(Effect.Notify it) {
    if (it.attachments().isEmpty()) {
      return "";
    }
    return it.attachments().stream()
        .map(Effect.Attachment::described)
        .collect(Collectors.joining(", ", " with ", ""));
  }

  /** An effect and whose it is: one of an alert's own is a change of its state. */
  static String line(Effect effect) {
    return effect instanceof Effect.Alert it
        ? "alert " + origin(it.origin()) + ": " + it.status().word()
        : origin(effect.origin()) + ": " + effect(effect);
  }

  /** How it stands with an instance of an alert. */
  static String alert(AlertInstance it) {
    return "alert " + origin(it.origin()) + " " + it.status().word();
  }

  /** Which rule, and which instance of it. */
  private static String origin(Origin origin) {
    Map<String, String> key = origin.key();
    return quoted(origin.name())
        + (key.isEmpty()
            ? ""
            : key.entrySet().stream()
                .map(part -> part.getKey() + " = " + quoted(part.getValue()))
                .collect(Collectors.joining(", ", " (", ")")));
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder();
    Printed.quote(text, out);
    return out.toString();
  }
}
