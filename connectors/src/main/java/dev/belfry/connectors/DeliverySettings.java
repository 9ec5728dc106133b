package dev.belfry.connectors;

import dev.belfry.connectors.camera.CameraSettings;
import dev.belfry.connectors.email.MailSettings;
import dev.belfry.connectors.http.HttpSettings;
import java.nio.file.Path;
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
 */
public record DeliverySettings(
    ZoneId zone,
    Map<String, List<ChannelTarget>> channels,
    Map<String, CameraSettings> cameras,
    Map<String, HttpSettings> endpoints,
    Optional<MailSettings> mail,
    Path mailFolder,
    DeliveryLimits limits) {}
