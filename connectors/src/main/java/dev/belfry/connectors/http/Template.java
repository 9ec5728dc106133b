package dev.belfry.connectors.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with places for {@code {payload}}, {@code {payload.level}}, {@code {rule}}, {@code {time}}
 * and {@code {key.room}}. Whatever fills a place is escaped for where it stands, so that a message
 * cannot change the host, add a header or break out of a JSON text.
 */
public final class Template {
  private static final Pattern SLOT = Pattern.compile("\\{([A-Za-z][A-Za-z0-9_.\\-]*)}");
  private static final Pattern KNOWN =
      Pattern.compile("payload|payload(\\.[A-Za-z0-9_\\-]+)+|rule|time|key\\.[A-Za-z0-9_]+");
  private static final Pattern AUTHORITY =
      Pattern.compile("https?://[^/?#{}]+(?=[/?#]|$)", Pattern.CASE_INSENSITIVE);

  private final String text;
  private final List<Part> parts;

  private Template(String text, List<Part> parts) {
    this.text = text;
    this.parts = parts;
  }

  private sealed interface Part {
    record Literal(String text) implements Part {}

    record Slot(String name, Escape escape) implements Part {}
  }

  /**
   * The address of an endpoint; scheme and host are fixed.
   *
   * @throws IllegalArgumentException if it is no http or https address, or has an unknown place
   */
  public static Template url(String text) {
    if (!AUTHORITY.matcher(text).lookingAt()) {
      throw new IllegalArgumentException(
          "an address begins with http:// or https:// and a host, which no message can choose");
    }
    Template template = parse(text, slot -> Escape.PERCENT);
    URI sample = uri(SLOT.matcher(text).replaceAll("x"));
    if (sample.getHost() == null || sample.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "the address has no readable host, or a user in it: give user and password apart");
    }
    return template;
  }

  /**
   * The value of a header.
   *
   * @throws IllegalArgumentException if it has a line break or an unknown place
   */
  public static Template header(String text) {
    Escape.requireOneLine(text)
        .ifPresent(reason -> {
          throw new IllegalArgumentException(reason);
        });
    return parse(text, slot -> Escape.HEADER);
  }

  /**
   * A body. If it begins as a JSON object or list, what fills its places becomes JSON.
   *
   * @throws IllegalArgumentException if it has an unknown place
   */
  public static Template body(String text) {
    String start = text.stripLeading();
    if (!start.startsWith("{\"") && !start.startsWith("[") && !start.matches("(?s)\\{\\s.*|\\{}")) {
      return parse(text, slot -> Escape.PLAIN);
    }
    return parse(text, slot -> insideText(text, slot) ? Escape.JSON_TEXT : Escape.JSON_VALUE);
  }

  private static boolean insideText(String json, int end) {
    boolean inside = false;
    for (int i = 0; i < end; i++) {
      char c = json.charAt(i);
      if (inside && c == '\\') {
        i++;
      } else if (c == '"') {
        inside = !inside;
      }
    }
    return inside;
  }

  private static Template parse(String text, Function<Integer, Escape> escapeAt) {
    List<Part> parts = new ArrayList<>();
    Matcher slots = SLOT.matcher(text);
    int done = 0;
    while (slots.find()) {
      String name = slots.group(1);
      if (!KNOWN.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "nothing fills {"
                + name
                + "}; there are {payload}, {payload.FIELD}, {rule}, {time} and {key.NAME}");
      }
      parts.add(new Part.Literal(text.substring(done, slots.start())));
      parts.add(new Part.Slot(name, escapeAt.apply(slots.start())));
      done = slots.end();
    }
    parts.add(new Part.Literal(text.substring(done)));
    return new Template(text, List.copyOf(parts));
  }

  /** The text with all its places filled. */
  String fill(CallValues values) throws UnfillableException {
    StringBuilder filled = new StringBuilder(text.length() + 64);
    for (Part part : parts) {
      switch (part) {
        case Part.Literal literal -> filled.append(literal.text());
        case Part.Slot slot -> filled.append(slot.escape().apply(values.value(slot.name())));
      }
    }
    return filled.toString();
  }

  /** An address for a person's eyes: a query may hold a token. */
  String withoutQuery() {
    int query = text.indexOf('?');
    return query < 0 ? text : text.substring(0, query) + "?…";
  }

  /** Where an address leads, whatever fills its places. */
  URI origin() {
    Matcher authority = AUTHORITY.matcher(text);
    return uri(authority.lookingAt() ? authority.group() : text);
  }

  static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException broken) {
      throw new IllegalArgumentException("not an address: " + broken.getReason(), broken);
    }
  }

  @Override
  public String toString() {
    return withoutQuery();
  }
}
