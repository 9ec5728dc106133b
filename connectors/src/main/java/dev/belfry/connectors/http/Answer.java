package dev.belfry.connectors.http;

import dev.belfry.connectors.sink.Line;
import dev.belfry.event.Payload;
import java.util.Optional;

/** What came of one HTTP request. */
public sealed interface Answer {
  /** The host answered; {@code body} is what was read of it. */
  record Answered(Head head, Payload body, Ending ending) implements Answer {
    /** The beginning of a text body as one line, after a colon; nothing if there is none. */
    String sample() {
      String text = body.sample(1_000);
      String line = Line.of(text, 200);
      boolean readable =
          head.contentType()
              .map(type -> type.startsWith("text/plain") || type.contains("json"))
              .orElse(true);
      return line.isEmpty() || !readable ? "" : ": " + line;
    }
  }

  /** The host did not answer; the reason is for a person. */
  record Unanswered(String reason) implements Answer {}

  /** How an answer begins. */
  record Head(
      int status,
      String phrase,
      Optional<String> contentType,
      Optional<String> location,
      Optional<String> retryAfter) {
    /** {@code 404 Not Found}. */
    public String statusLine() {
      return phrase.isBlank() ? Integer.toString(status) : status + " " + Line.of(phrase, 60);
    }

    /** Whether the status says success. */
    public boolean isSuccess() {
      return status >= 200 && status < 300;
    }
  }

  /** How far a body was read. */
  enum Ending {
    /** To its end. */
    WHOLE,
    /** To the cap. */
    CAPPED,
    /** Until the deadline passed or the connection broke. */
    CUT,
    /** Not at all, because its head was not what was wanted. */
    UNREAD
  }
}
