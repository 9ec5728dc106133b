package dev.belfry.connectors;

import dev.belfry.connectors.camera.CameraSettings;
import dev.belfry.connectors.email.MailSettings;
import dev.belfry.connectors.http.HttpSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the configuration says about the world outside.
 *
 * @param zone in which times are told
 * @param channels who is told, by the channel's name
 * @param cameras by name
 * @param endpoints by the name under which rules call them
 * @param mail absent: mails are written to {@code mailFolder}
 * @param pictures the folder of pictures that wait for a mail server
 * @param pictureWait how long a notification waits for its pictures
 */
public record DeliverySettings(
    ZoneId zone,
    Map<String, List<ChannelTarget>> channels,
    Map<String, CameraSettings> cameras,
    Map<String, HttpSettings> endpoints,
    Optional<MailSettings> mail,
    Path mailFolder,
    Path pictures,
    Duration pictureWait) {
  /** How long a notification usually waits for its pictures. */
  public static final Duration PICTURE_WAIT = Duration.ofSeconds(5);
}
