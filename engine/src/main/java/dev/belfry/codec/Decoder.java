package dev.belfry.codec;

import dev.belfry.event.Payload;
import java.util.Optional;

/**
 * Turns the payloads of a topic into values of its type.
 *
 * @param codec how they are written, if the declaration says so
 */
public record Decoder(Type type, Optional<Codec> codec) {
  /** For topics without a type: JSON is JSON, else the text, else the bytes. */
  public static final Decoder UNTYPED = new Decoder(Type.Simple.ANY);

  public Decoder(Type type) {
    this(type, Optional.empty());
  }

  /** The value, or unknown where the payload does not fit. */
  public Value decode(Payload payload) {
    return codec.isPresent() ? type.fit(decode(payload, codec.get())) : decodePlain(payload);
  }

  private Value decode(Payload payload, Codec written) {
    return switch (written) {
      case BYTES -> new Value.Bytes(payload);
      case WASPMOTE -> WaspmoteFrame.read(payload);
      case JSON, TEXT, NUMBER, CSV ->
          payload.text().map(text -> decode(text, written)).orElse(Value.Truth.UNKNOWN);
    };
  }

  private Value decode(String text, Codec written) {
    return switch (written) {
      case JSON -> Json.parse(text).orElse(Value.Truth.UNKNOWN);
      case NUMBER -> Type.Simple.NUMBER.fit(new Value.Text(text));
      case CSV -> CsvText.read(text, type);
      case TEXT, BYTES, WASPMOTE -> new Value.Text(text);
    };
  }

  private Value decodePlain(Payload payload) {
    Value number = type == Type.Simple.NUMBER ? Numerals.plain(payload) : null;
    return number == null ? decodeText(payload) : number;
  }

  private Value decodeText(Payload payload) {
    Optional<String> text = payload.text();
    if (text.isEmpty()) {
      return type == Type.Simple.ANY ? new Value.Bytes(payload) : Value.Truth.UNKNOWN;
    }
    return decode(text.get());
  }

  private Value decode(String text) {
    return switch (type) {
      case Type.Simple simple ->
          switch (simple) {
            case ANY -> Json.parse(text).orElseGet(() -> new Value.Text(text));
            case TEXT -> new Value.Text(asSent(text));
            case NUMBER -> Numerals.value(asSent(text));
            case BOOL, STRETCH, CLOCK, MOMENT -> type.fit(new Value.Text(asSent(text)));
          };
      case Type.OneOf ignored -> type.fit(new Value.Text(asSent(text)));
      case Type.Shape ignored -> type.fit(Json.parse(text).orElse(Value.Truth.UNKNOWN));
      case Type.ListOf ignored -> type.fit(Json.parse(text).orElse(Value.Truth.UNKNOWN));
    };
  }

  /** The text as it was sent; of a JSON string its content. */
  private static String asSent(String text) {
    if (!text.startsWith("\"")) {
      return text;
    }
    return Json.parse(text).orElse(Value.Truth.UNKNOWN) instanceof Value.Text inner
        ? inner.text()
        : text;
  }
}
