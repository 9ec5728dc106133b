package dev.belfry.connectors.camera;

import dev.belfry.connectors.camera.Picture.Format;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Tells a picture's format by its first bytes: cameras are careless about its type. */
final class Magic {
  private Magic() {}

  static Optional<Format> format(byte[] bytes) {
    if (has(bytes, 0, "\u00ff\u00d8\u00ff")) {
      return Optional.of(Format.JPEG);
    }
    if (has(bytes, 0, "\u0089PNG\r\n\u001a\n")) {
      return Optional.of(Format.PNG);
    }
    if (has(bytes, 0, "GIF8")) {
      return Optional.of(Format.GIF);
    }
    return has(bytes, 0, "RIFF") && has(bytes, 8, "WEBP")
        ? Optional.of(Format.WEBP)
        : Optional.empty();
  }

  private static boolean has(byte[] bytes, int offset, String latin1) {
    byte[] wanted = latin1.getBytes(StandardCharsets.ISO_8859_1);
    if (bytes.length < offset + wanted.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (bytes[offset + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }
}
