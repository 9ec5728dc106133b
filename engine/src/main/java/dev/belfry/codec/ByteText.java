package dev.belfry.codec;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Texts and bytes of any length in what is stored, each behind its length in four bytes. {@code
 * writeUTF} ends at 65,535 bytes of a form of its own.
 */
public final class ByteText {
  private ByteText() {}

  /** Writes a text in UTF-8. */
  public static void write(String text, DataOutputStream out) throws IOException {
    write(text.getBytes(StandardCharsets.UTF_8), out);
  }

  /** Writes bytes. */
  public static void write(byte[] bytes, DataOutputStream out) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /**
   * Reads a text.
   *
   * @param in of bytes in memory: what says to be longer than what is left is refused
   */
  public static String read(DataInputStream in) throws IOException {
    return new String(readBytes(in), StandardCharsets.UTF_8);
  }

  /** Reads bytes; see {@link #read}. */
  public static byte[] readBytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("it ends early");
    }
    return in.readNBytes(length);
  }
}
