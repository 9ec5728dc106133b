package dev.belfry.connectors.camera;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.belfry.connectors.camera.Snapshot.Missing;
import dev.belfry.connectors.camera.Snapshot.Taken;
import dev.belfry.connectors.sink.Credentials;
import dev.belfry.connectors.stage.BadHost;
import dev.belfry.connectors.stage.Guard;
import dev.belfry.connectors.stage.Samples;
import dev.belfry.connectors.stage.Threads;
import dev.belfry.connectors.stage.WebHost;
import dev.belfry.connectors.stage.WebHost.Asked;
import dev.belfry.connectors.stage.WebHost.Reply;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CameraTest {
  private static final Duration SHORT = Duration.ofMillis(400);
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final byte[] JPEG = Samples.jpeg(200_000);
  private static final Credentials RIGHT = new Credentials("belfry", "op en");
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n";

  private final Threads threads = new Threads();

  @AfterEach
  void end() {
    threads.close();
  }

  private Snapshot take(String url, Optional<Credentials> credentials, int maxBytes) {
    CameraSettings settings = new CameraSettings(URI.create(url), credentials, SHORT, maxBytes);
    try (Camera camera = Camera.open(settings, threads.timer())) {
      return assertTimeout(SOON, camera::take);
    }
  }

  private Snapshot take(String url) {
    return take(url, Optional.of(RIGHT), 1_000_000);
  }

  private Snapshot take(Function<Asked, Reply> answer) {
    try (WebHost host = WebHost.start(answer)) {
      return take(host.url("/snap.jpg?size=large"));
    }
  }

  private static void assertJpeg(Snapshot snapshot) {
    Picture picture = assertInstanceOf(Taken.class, snapshot, snapshot::toString).picture();
    assertArrayEquals(JPEG, picture.bytes().bytes());
    assertEquals(Picture.Format.JPEG, picture.format());
  }

  @Test
  void takesAPicture() {
    assertJpeg(take(asked -> Reply.picture(JPEG)));
  }

  @Test
  void showsCredentialsByBasic() {
    assertJpeg(take(Guard.basic(Reply.picture(JPEG))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"MD5", "SHA-256"})
  void showsCredentialsByDigest(String algorithm) {
    assertJpeg(take(Guard.digest(algorithm, Reply.picture(JPEG))));
  }

  @Test
  void saysThatThePasswordIsWrong() {
    try (WebHost host = WebHost.start(Guard.digest("MD5", Reply.picture(JPEG)))) {
      assertEquals(
          new Missing("the camera refuses the user or password"),
          take(host.url("/"), Optional.of(new Credentials("belfry", "shut")), 1_000_000));
      assertEquals(
          new Missing("the camera refuses the user or password"),
          take(host.url("/"), Optional.empty(), 1_000_000));
    }
  }

  @Test
  void saysWhatTheCameraAnswered() {
    assertEquals(
        new Missing("the camera answered 500 Internal Server Error"),
        take(asked -> Reply.of(500, "oops")));
  }

  @Test
  void saysThatAPageIsNoPicture() {
    assertEquals(
        new Missing("the camera sent text/html, not a picture"),
        take(asked -> Reply.of(200, "<html>").with("Content-Type", "text/html")));
  }

  @Test
  void knowsTheAddressOfAVideoStream() {
    String stream =
        "HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=b\r\n\r\n";
    try (BadHost host = BadHost.flooding(stream)) {
      assertEquals(
          new Missing(
              "the camera sent multipart/x-mixed-replace; boundary=b, not a picture;"
                  + " its address looks like that of the video stream"),
          take(host.url("/")));
    }
  }

  @Test
  void looksAtTheFirstBytes() {
    byte[] text = "no signal".getBytes(StandardCharsets.UTF_8);
    assertEquals(
        new Missing("what the camera sent is no JPEG, PNG, GIF or WebP"),
        take(asked -> Reply.picture(text)));
    assertEquals(
        new Missing("the camera sent an empty picture"), take(asked -> Reply.picture(new byte[0])));
  }

  @Test
  void refusesAHugePictureWithoutReadingItAll() {
    try (BadHost host = BadHost.flooding(OK + "\r\n")) {
      assertEquals(
          new Missing("it is larger than 50000 bytes"),
          take(host.url("/"), Optional.empty(), 50_000));
    }
  }

  @Test
  void acceptsAPictureOfJustTheCap() {
    try (WebHost host = WebHost.start(asked -> Reply.picture(JPEG))) {
      assertJpeg(take(host.url("/"), Optional.empty(), JPEG.length));
    }
  }

  @Test
  void cutsOffACameraThatTrickles() {
    try (BadHost host = BadHost.trickling(OK + "Content-Length: 1000000\r\n\r\n")) {
      assertEquals(
          new Missing("the camera sent only a part of it within 400 ms"), take(host.url("/")));
    }
  }

  @Test
  void cutsOffACameraThatTricklesItsHead() {
    try (BadHost host = BadHost.trickling("HTTP/1.1 200 OK\r\nX-Long: ")) {
      assertEquals(new Missing("127.0.0.1 did not answer within 400 ms"), take(host.url("/")));
    }
  }

  @Test
  void cutsOffACameraThatSaysNothing() {
    try (BadHost host = BadHost.silent()) {
      assertEquals(new Missing("127.0.0.1 did not answer within 400 ms"), take(host.url("/")));
    }
  }

  @Test
  void cutsOffACameraThatNeverAccepts() {
    try (BadHost host = BadHost.unreachable()) {
      assertEquals(new Missing("127.0.0.1 did not answer within 400 ms"), take(host.url("/")));
    }
  }

  @Test
  void saysThatTheCameraIsOff() {
    int port;
    try (BadHost host = BadHost.silent()) {
      port = host.port();
    }
    assertEquals(
        new Missing("127.0.0.1 takes no connection"), take("http://127.0.0.1:" + port + "/"));
  }

  @Test
  void followsARedirectOnTheSameHost() {
    assertJpeg(
        take(asked ->
            asked.uri().startsWith("/snap")
                ? Reply.of(302, "").with("Location", "/pictures/now.jpg")
                : Reply.picture(JPEG)));
  }

  @Test
  void followsNoRedirectToAnotherHost() {
    try (WebHost other = WebHost.start(asked -> Reply.picture(JPEG))) {
      assertEquals(
          new Missing("the camera answered 302 Temporary Redirect and points elsewhere"),
          take(asked -> Reply.of(302, "").with("Location", other.url("/"))));
      assertEquals(0, other.asked().size());
    }
  }

  @Test
  void keepsSecretsOutOfItsText() {
    CameraSettings settings =
        CameraSettings.of("http://cam.local/snap.jpg?pwd=secret", Optional.of(RIGHT));
    assertFalse(settings.toString().contains("secret"), settings::toString);
    assertFalse(settings.toString().contains("op en"), settings::toString);
    assertFalse(RIGHT.toString().contains("op en"), RIGHT::toString);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"rtsp://cam/", "cam.local", "http://u:p@cam/", "http:///x", "http://a b/"})
  void refusesWhatIsNoAddress(String address) {
    assertThrows(
        IllegalArgumentException.class, () -> CameraSettings.of(address, Optional.empty()));
  }
}
