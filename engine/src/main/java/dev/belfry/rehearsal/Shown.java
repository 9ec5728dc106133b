package dev.belfry.rehearsal;

import dev.belfry.codec.Printed;
import dev.belfry.effect.Effect;
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

  /** Which rule, and which instance of it. */
  static String origin(Effect effect) {
    Map<String, String> key = effect.origin().key();
    return "\""
        + effect.origin().name()
        + "\""
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
