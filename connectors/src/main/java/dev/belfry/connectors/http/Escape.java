package dev.belfry.connectors.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.io.JsonStringEncoder;

/** How a value is written where it stands. */
enum Escape {
  PERCENT {
    @Override
    String apply(Value value) throws UnfillableException {
      String text = value.text();
      if (text.equals(".") || text.equals("..")) {
        // Servers read %2E as a dot too: it would lead to another path.
        throw new UnfillableException("\"" + text + "\" cannot stand in an address");
      }
      return URLEncoder.encode(text, StandardCharsets.UTF_8)
          .replace("+", "%20")
          .replace("*", "%2A")
          .replace("%7E", "~");
    }
  },
  HEADER {
    @Override
    String apply(Value value) throws UnfillableException {
      Optional<String> fault = requireOneLine(value.text());
      if (fault.isPresent()) {
        throw new UnfillableException(fault.get());
      }
      return value.text();
    }
  },
  JSON_TEXT {
    @Override
    String apply(Value value) {
      return new String(JsonStringEncoder.getInstance().quoteAsCharArray(value.text()));
    }
  },
  JSON_VALUE {
    @Override
    String apply(Value value) {
      return value.json();
    }
  },
  PLAIN {
    @Override
    String apply(Value value) {
      return value.text();
    }
  };

  abstract String apply(Value value) throws UnfillableException;

  /** Why a text cannot be a header's value, if it cannot. */
  static Optional<String> requireOneLine(String text) {
    return text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\t')
        ? Optional.of("a header cannot hold a line break")
        : Optional.empty();
  }

  /** A value as text and as JSON. */
  record Value(String text, String json) {
    /** A text. */
    static Value of(String text) {
      char[] quoted = JsonStringEncoder.getInstance().quoteAsCharArray(text);
      return new Value(text, "\"" + new String(quoted) + "\"");
    }
  }
}
