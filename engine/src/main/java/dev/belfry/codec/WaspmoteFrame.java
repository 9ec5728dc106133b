package dev.belfry.codec;

import dev.belfry.event.Payload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Values from sensor frames of Libelium's Waspmote in their ASCII form (Waspmote Data Frame
 * Programming Guide): {@code <=>}, a byte of type, a byte with the number of fields, then serial,
 * node, sequence and the fields, each ended by {@code #}. The object has {@code type}, {@code
 * serial}, {@code node} and {@code sequence}, and each field by its tag: a number, a text, or a
 * list where it has several parts.
 */
final class WaspmoteFrame {
  private static final String START = "<=>";
  private static final int TYPE_AT = 3;
  private static final int COUNT_AT = 4;
  private static final int BODY_AT = 6;

  /** Frames in binary form have types below. */
  private static final int FIRST_ASCII_TYPE = 0x80;

  /** Serial, node and sequence. */
  private static final int HEADERS = 3;

  private WaspmoteFrame() {}

  static Value read(Payload payload) {
    String frame = characters(payload).stripTrailing();
    boolean framed =
        frame.startsWith(START)
            && frame.length() > BODY_AT
            && frame.charAt(TYPE_AT) >= FIRST_ASCII_TYPE
            && frame.charAt(BODY_AT - 1) == '#'
            && frame.endsWith("#");
    if (!framed) {
      return Value.Truth.UNKNOWN;
    }
    List<String> parts = Arrays.asList(frame.substring(BODY_AT, frame.length() - 1).split("#", -1));
    if (parts.size() != HEADERS + frame.charAt(COUNT_AT)) {
      return Value.Truth.UNKNOWN;
    }
    Map<String, Value> fields = new LinkedHashMap<>();
    fields.put("type", new Value.Num(frame.charAt(TYPE_AT)));
    fields.put("serial", new Value.Text(parts.get(0)));
    fields.put("node", new Value.Text(parts.get(1)));
    fields.put("sequence", part(parts.get(2)));
    for (String field : parts.subList(HEADERS, parts.size())) {
      int colon = field.indexOf(':');
      if (colon <= 0) {
        return Value.Truth.UNKNOWN;
      }
      String tag = field.substring(0, colon);
      fields.put(tag, value(tag, field.substring(colon + 1)));
    }
    return new Value.Fields(fields);
  }

  /** One character a byte; a gateway may have taken the frame for a text and sent it in UTF-8. */
  private static String characters(Payload payload) {
    return payload
        .text()
        .filter(text -> text.chars().allMatch(c -> c <= 0xFF))
        .orElseGet(() -> new String(payload.bytes(), StandardCharsets.ISO_8859_1));
  }

  private static Value value(String tag, String text) {
    if (tag.equals("STR")) {
      return new Value.Text(text);
    }
    if (text.indexOf(';') < 0) {
      return part(text);
    }
    List<Value> parts = new ArrayList<>();
    for (String part : text.split(";", -1)) {
      parts.add(part(part));
    }
    return new Value.Items(parts);
  }

  private static Value part(String text) {
    OptionalDouble number = Numerals.parse(text);
    return number.isPresent() ? new Value.Num(number.getAsDouble()) : new Value.Text(text);
  }
}
