package dev.belfry.connectors.camera;

import dev.belfry.connectors.camera.Snapshot.Missing;
import dev.belfry.connectors.camera.Snapshot.Taken;
import dev.belfry.connectors.http.Answer.Answered;
import dev.belfry.connectors.http.Answer.Head;
import dev.belfry.connectors.http.Answer.Unanswered;
import dev.belfry.connectors.http.Exchange;
import dev.belfry.connectors.http.Redirects;
import dev.belfry.connectors.sink.Deadline;
import dev.belfry.connectors.sink.Line;
import dev.belfry.event.Payload;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.HttpHost;

/** A camera that answers an HTTP request with a picture. */
public final class Camera implements AutoCloseable {
  private final CameraSettings settings;
  private final Exchange exchange;

  private Camera(CameraSettings settings, Exchange exchange) {
    this.settings = settings;
    this.exchange = exchange;
  }

  /** Makes ready to ask; nothing is connected yet. */
  public static Camera open(CameraSettings settings, ScheduledExecutorService timer) {
    return new Camera(
        settings,
        Exchange.with(
            HttpHost.create(settings.snapshotUrl()),
            settings.credentials(),
            Redirects.SAME_HOST,
            new Exchange.Limits(settings.deadline(), settings.pictureMaxBytes()),
            timer));
  }

  /** Asks for one picture and waits for it, at most until the camera's deadline. */
  public Snapshot take() {
    HttpUriRequestBase request = new HttpUriRequestBase("GET", settings.snapshotUrl());
    request.setHeader("Accept", "image/jpeg, image/*;q=0.8");
    return switch (exchange.send(request, head -> fault(head).isEmpty())) {
      case Unanswered unanswered -> new Missing(unanswered.reason());
      case Answered answered -> look(answered);
    };
  }

  /** The host, for a person. */
  public String host() {
    return settings.snapshotUrl().getHost();
  }

  private Snapshot look(Answered answered) {
    Optional<String> fault = fault(answered.head());
    if (fault.isPresent()) {
      return new Missing(fault.get());
    }
    return switch (answered.ending()) {
      case WHOLE -> picture(answered.body());
      case CAPPED -> new Missing("it is larger than " + size(settings.pictureMaxBytes()));
      case CUT, UNREAD ->
          new Missing(
              "the camera sent only a part of it within " + Deadline.words(settings.deadline()));
    };
  }

  private static Optional<String> fault(Head head) {
    if (head.status() == 401) {
      return Optional.of("the camera refuses the user or password");
    }
    if (head.status() >= 300 && head.status() < 400) {
      return Optional.of("the camera answered " + head.statusLine() + " and points elsewhere");
    }
    if (!head.isSuccess()) {
      return Optional.of("the camera answered " + head.statusLine());
    }
    return notPicture(head.contentType().orElse("something without a type"));
  }

  private static Optional<String> notPicture(String contentType) {
    String type = contentType.toLowerCase(Locale.ROOT).strip();
    if (type.startsWith("image/")) {
      return Optional.empty();
    }
    String sent = "the camera sent " + Line.of(contentType, 60) + ", not a picture";
    return Optional.of(
        type.startsWith("multipart/") || type.startsWith("video/")
            ? sent + "; its address looks like that of the video stream"
            : sent);
  }

  private static Snapshot picture(Payload bytes) {
    return Magic.format(bytes.bytes())
        .<Snapshot>map(format -> new Taken(new Picture(bytes, format)))
        .orElseGet(() ->
            new Missing(
                bytes.isEmpty()
                    ? "the camera sent an empty picture"
                    : "what the camera sent is no JPEG, PNG, GIF or WebP"));
  }

  private static String size(int bytes) {
    return bytes >= 1024 * 1024 ? bytes / (1024 * 1024) + " MiB" : bytes + " bytes";
  }

  /** Cuts off what is under way. */
  @Override
  public void close() {
    exchange.close();
  }
}
