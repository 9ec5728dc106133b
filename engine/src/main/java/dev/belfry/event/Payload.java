package dev.belfry.event;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The bytes of a message, compared by content. */
public final class Payload {
  public static final Payload EMPTY = new Payload(new byte[0]);

  private final byte[] bytes;

  private Payload(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The payload of these bytes, which the caller no longer changes. */
  public static Payload of(byte[] bytes) {
    return bytes.length == 0 ? EMPTY : new Payload(bytes);
  }

  /** The payload of a text in UTF-8. */
  public static Payload of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The bytes themselves, not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** Length in bytes. */
  public int size() {
    return bytes.length;
  }

  public boolean isEmpty() {
    return bytes.length == 0;
  }

  /** The text, if the bytes are valid UTF-8. */
  public Optional<String> text() {
    for (byte b : bytes) {
      if (b < 0) {
        return strictText();
      }
    }
    return Optional.of(new String(bytes, StandardCharsets.US_ASCII));
  }

  /**
   * The bytes as characters, one for each; those of other scripts than ASCII's are none of a text.
   */
  public CharSequence ascii() {
    return new Ascii(bytes);
  }

  private static final class Ascii implements CharSequence {
    private final byte[] bytes;

    Ascii(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public int length() {
      return bytes.length;
    }

    @Override
    public char charAt(int index) {
      return (char) (bytes[index] & 0xFF);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Ascii(Arrays.copyOfRange(bytes, start, end));
    }

    @Override
    public String toString() {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  private Optional<String> strictText() {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException invalid) {
      return Optional.empty();
    }
  }

  /** The text for a person's eyes, at most {@code limit} characters of it; bytes as hexadecimal. */
  public String sample(int limit) {
    String shown =
        text().orElseGet(() -> "0x" + java.util.HexFormat.of().formatHex(head(limit / 2)));
    return shown.length() <= limit ? shown : shown.substring(0, limit) + "…";
  }

  private byte[] head(int count) {
    return Arrays.copyOf(bytes, Math.min(count, bytes.length));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Payload that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return sample(80);
  }
}
