package dev.belfry.connectors.camera;

import dev.belfry.connectors.sink.Credentials;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;

/**
 * A camera of the configuration.
 *
 * @param snapshotUrl answers GET with one picture
 * @param credentials shown when the camera asks for them, by Digest or Basic
 * @param deadline for one whole picture, from connecting to the last byte
 * @param pictureMaxBytes a larger picture is refused
 */
public record CameraSettings(
    URI snapshotUrl, Optional<Credentials> credentials, Duration deadline, int pictureMaxBytes) {
  public static final Duration DEADLINE = Duration.ofSeconds(5);
  public static final int PICTURE_MAX_BYTES = 10 * 1024 * 1024;

  /**
   * @throws IllegalArgumentException if the address is not http or https with a host, or has a user
   *     in it
   */
  public CameraSettings {
    String scheme = snapshotUrl.getScheme();
    if (!"http".equalsIgnoreCase(scheme) && !"https".equalsIgnoreCase(scheme)) {
      throw new IllegalArgumentException("a camera's address begins with http:// or https://");
    }
    if (snapshotUrl.getHost() == null || snapshotUrl.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "the address has no readable host, or a user in it: give user and password apart");
    }
  }

  /**
   * A camera within the usual limits.
   *
   * @throws IllegalArgumentException if the address is none
   */
  public static CameraSettings of(String snapshotUrl, Optional<Credentials> credentials) {
    try {
      return new CameraSettings(new URI(snapshotUrl), credentials, DEADLINE, PICTURE_MAX_BYTES);
    } catch (URISyntaxException broken) {
      throw new IllegalArgumentException("not an address: " + broken.getReason(), broken);
    }
  }

  /** Without the query: some cameras take their password there. */
  @Override
  public String toString() {
    return "CameraSettings[" + snapshotUrl.getHost() + snapshotUrl.getPath() + "]";
  }
}
