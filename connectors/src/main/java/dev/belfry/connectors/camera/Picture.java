package dev.belfry.connectors.camera;

import dev.belfry.event.Payload;

/** A picture as a camera sent it. */
public record Picture(Payload bytes, Format format) {
  /** The formats that mail programs show. */
  public enum Format {
    JPEG("image/jpeg", "jpg"),
    PNG("image/png", "png"),
    GIF("image/gif", "gif"),
    WEBP("image/webp", "webp");

    private final String contentType;
    private final String extension;

    Format(String contentType, String extension) {
      this.contentType = contentType;
      this.extension = extension;
    }

    /** Its media type. */
    public String contentType() {
      return contentType;
    }

    /** The end of a file's name, without the dot. */
    public String extension() {
      return extension;
    }
  }

  @Override
  public String toString() {
    return "Picture[" + format + ", " + bytes.size() + " bytes]";
  }
}
