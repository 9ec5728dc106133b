package dev.belfry.service.world;

import dev.belfry.connectors.ChannelTarget;
import dev.belfry.connectors.DeliverySettings;
import dev.belfry.connectors.camera.CameraSettings;
import dev.belfry.connectors.email.MailAddress;
import dev.belfry.connectors.email.MailSettings;
import dev.belfry.connectors.http.HttpMethod;
import dev.belfry.connectors.http.HttpSettings;
import dev.belfry.connectors.http.Template;
import dev.belfry.connectors.sink.Credentials;
import dev.belfry.service.StartException;
import dev.belfry.service.config.Configuration;
import dev.belfry.service.config.Secret;
import dev.belfry.service.config.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What the configuration says to the connectors, in their own terms. */
public final class ConnectorSettings {
  private ConnectorSettings() {}

  /**
   * The settings of all connectors.
   *
   * @throws StartException when the configuration names something that can't be
   */
  public static DeliverySettings of(Configuration configuration) throws StartException {
    return new DeliverySettings(
        configuration.site().zone(),
        each("channel", configuration.channels(), ConnectorSettings::targets),
        each("camera", configuration.cameras(), ConnectorSettings::camera),
        each("connector", configuration.connectors(), ConnectorSettings::endpoint),
        mail(configuration),
        configuration.data().resolve("mail"),
        configuration.data().resolve("pictures"),
        DeliverySettings.PICTURE_WAIT);
  }

  private static <A, B> Map<String, B> each(
      String kind, Map<String, A> settings, Function<A, B> converted) throws StartException {
    Map<String, B> result = new LinkedHashMap<>();
    for (Map.Entry<String, A> entry : settings.entrySet()) {
      try {
        result.put(entry.getKey(), converted.apply(entry.getValue()));
      } catch (IllegalArgumentException impossible) {
        throw impossible(kind + " " + entry.getKey(), impossible);
      }
    }
    return result;
  }

  private static StartException impossible(String what, IllegalArgumentException why) {
    return new StartException("the " + what + " can't be used: " + why.getMessage(), why);
  }

  private static List<ChannelTarget> targets(List<Target> targets) {
    return targets.stream().map(ConnectorSettings::target).toList();
  }

  private static ChannelTarget target(Target target) {
    return switch (target) {
      case Target.Email email -> new ChannelTarget.Email(MailAddress.of(email.to()));
    };
  }

  private static CameraSettings camera(dev.belfry.service.config.CameraSettings camera) {
    return CameraSettings.of(
        camera.snapshot().toString(), credentials(camera.user(), camera.password()));
  }

  private static HttpSettings endpoint(dev.belfry.service.config.HttpSettings http) {
    Map<String, Template> headers = new LinkedHashMap<>();
    http.headers().forEach((name, value) -> headers.put(name, Template.header(value.reveal())));
    return new HttpSettings(
        HttpMethod.valueOf(http.method().toUpperCase(Locale.ROOT)),
        Template.url(http.url()),
        headers,
        http.body().map(body -> Template.body(body.reveal())),
        http.deadline().orElse(HttpSettings.DEADLINE),
        credentials(http.user(), http.password()),
        HttpSettings.RESPONSE_CAP_BYTES);
  }

  private static Optional<MailSettings> mail(Configuration configuration) throws StartException {
    try {
      return configuration.mail().map(ConnectorSettings::mail);
    } catch (IllegalArgumentException impossible) {
      throw impossible("mail server", impossible);
    }
  }

  private static MailSettings mail(dev.belfry.service.config.MailSettings mail) {
    return MailSettings.of(
        mail.host(),
        mail.port(),
        MailSettings.Tls.valueOf(mail.tls().name()),
        credentials(mail.user(), mail.password()),
        MailAddress.of(mail.from()));
  }

  private static Optional<Credentials> credentials(
      Optional<String> user, Optional<Secret> password) {
    return user.map(name -> new Credentials(name, password.map(Secret::reveal).orElse("")));
  }
}
