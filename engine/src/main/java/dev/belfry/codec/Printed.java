package dev.belfry.codec;

import dev.belfry.event.Payload;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** Values as text, as payload and as JSON. */
public final class Printed {
  private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("HH:mm");

  private Printed() {}

  /** What stands in a text where the value is put in; lists and objects as JSON. */
  public static String text(Value value) {
    return switch (value) {
      case Value.Text text -> text.text();
      case Value.Num number -> Numerals.print(number.value());
      case Value.Truth truth ->
          switch (truth) {
            case TRUE -> "true";
            case FALSE -> "false";
            case UNKNOWN -> "unknown";
          };
      case Value.Null ignored -> "null";
      case Value.Stretch stretch -> stretch(stretch.millis());
      case Value.Clock clock -> clock(clock.time());
      case Value.Moment moment -> UtcTime.written(moment.millis());
      case Value.Bytes bytes -> bytes.payload().sample(80);
      case Value.Items items -> json(items);
      case Value.Fields fields -> json(fields);
    };
  }

  /** What is sent when the value is published. */
  public static Payload payload(Value value) {
    return value instanceof Value.Bytes bytes ? bytes.payload() : Payload.of(text(value));
  }

  /** Whether anything in the value is unknown. */
  public static boolean holdsUnknown(Value value) {
    return switch (value) {
      case Value.Truth truth -> truth == Value.Truth.UNKNOWN;
      case Value.Items items -> items.items().stream().anyMatch(Printed::holdsUnknown);
      case Value.Fields fields -> fields.fields().values().stream().anyMatch(Printed::holdsUnknown);
      default -> false;
    };
  }

  /** JSON without blanks, fields in their order, letters of every script as they are. */
  public static String json(Value value) {
    StringBuilder out = new StringBuilder();
    json(value, out);
    return out.toString();
  }

  private static void json(Value value, StringBuilder out) {
    switch (value) {
      case Value.Items items -> {
        out.append('[');
        String separator = "";
        for (Value item : items.items()) {
          out.append(separator);
          json(item, out);
          separator = ",";
        }
        out.append(']');
      }
      case Value.Fields fields -> {
        out.append('{');
        String separator = "";
        for (Map.Entry<String, Value> field : fields.fields().entrySet()) {
          out.append(separator);
          quote(field.getKey(), out);
          out.append(':');
          json(field.getValue(), out);
          separator = ",";
        }
        out.append('}');
      }
      case Value.Num number -> out.append(Numerals.print(number.value()));
      case Value.Truth truth -> out.append(truth == Value.Truth.UNKNOWN ? "null" : text(truth));
      case Value.Null ignored -> out.append("null");
      default -> quote(text(value), out);
    }
  }

  /** A text as JSON. */
  public static void quote(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> {
          if (c < 0x20) {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  /** A duration in the language's units: {@code 1 h 30 min}. */
  public static String stretch(long millis) {
    if (millis == 0) {
      return "0 s";
    }
    StringBuilder out = new StringBuilder(millis < 0 ? "-" : "");
    long rest = Math.abs(millis);
    long[] sizes = {86_400_000, 3_600_000, 60_000, 1_000, 1};
    String[] units = {"day", "h", "min", "s", "ms"};
    String separator = "";
    for (int i = 0; i < sizes.length; i++) {
      long amount = rest / sizes[i];
      rest %= sizes[i];
      if (amount > 0) {
        String plural = i == 0 && amount > 1 ? "s" : "";
        out.append(separator).append(amount).append(' ').append(units[i]).append(plural);
        separator = " ";
      }
    }
    return out.toString();
  }

  private static String clock(LocalTime time) {
    return time.format(time.getSecond() == 0 ? MINUTES : SECONDS);
  }
}
