package dev.belfry.codec;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a topic's payloads are written, where its declaration says so with {@code as}. */
public enum Codec {
  /** One JSON value. */
  JSON("anything"),
  /** A text in UTF-8, though it may look like JSON. */
  TEXT("a text"),
  /** A number in decimal. */
  NUMBER("a number"),
  /** Bytes as they are. */
  BYTES("bytes"),
  /** Records of fields with commas between (RFC 4180). */
  CSV("a list or an object"),
  /** A sensor frame of Libelium's Waspmote, in its ASCII form. */
  WASPMOTE("an object");

  private final String described;

  Codec(String described) {
    this.described = described;
  }

  /** The codec of this name. */
  public static Optional<Codec> named(String word) {
    return Arrays.stream(values()).filter(codec -> codec.word().equals(word)).findFirst();
  }

  /** The names of all codecs. */
  public static List<String> words() {
    return Arrays.stream(values()).map(Codec::word).toList();
  }

  /** Its name. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What its values are where no type is declared. */
  public Type type() {
    return switch (this) {
      case TEXT -> Type.Simple.TEXT;
      case NUMBER -> Type.Simple.NUMBER;
      case CSV -> new Type.ListOf(Type.Simple.ANY);
      case JSON, BYTES, WASPMOTE -> Type.Simple.ANY;
    };
  }

  /** What its values are, in the author's words. */
  public String described() {
    return described;
  }

  /** Whether a value of it can be of this type. */
  public boolean mayBe(Type declared) {
    return declared == Type.Simple.ANY
        || switch (this) {
          case JSON -> true;
          case TEXT, NUMBER -> declared instanceof Type.Simple || declared instanceof Type.OneOf;
          case BYTES -> false;
          case CSV -> declared instanceof Type.ListOf || declared instanceof Type.Shape;
          case WASPMOTE -> declared instanceof Type.Shape;
        };
  }
}
