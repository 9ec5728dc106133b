package dev.belfry.connectors;

import dev.belfry.connectors.camera.Camera;
import dev.belfry.connectors.email.MailFolder;
import dev.belfry.connectors.email.MailRoute;
import dev.belfry.connectors.email.MailServer;
import dev.belfry.connectors.http.Endpoint;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;

/** What the configuration names, ready to be used; nothing is connected yet. */
record Outside(MailRoute mail, Map<String, Camera> cameras, Map<String, Endpoint> endpoints)
    implements AutoCloseable {
  static Outside open(
      DeliverySettings settings, InstantSource clock, ScheduledExecutorService timer) {
    MailRoute mail =
        settings
            .mail()
            .<MailRoute>map(server -> MailServer.open(server, timer))
            .orElseGet(() -> MailFolder.open(settings.mailFolder()));
    Map<String, Camera> cameras = new LinkedHashMap<>();
    settings.cameras().forEach((name, camera) -> cameras.put(name, Camera.open(camera, timer)));
    Map<String, Endpoint> endpoints = new LinkedHashMap<>();
    settings
        .endpoints()
        .forEach((name, endpoint) ->
            endpoints.put(name, Endpoint.open(endpoint, settings.zone(), clock, timer)));
    return new Outside(mail, cameras, endpoints);
  }

  /** Cuts off what is under way. */
  @Override
  public void close() {
    mail.close();
    cameras.values().forEach(Camera::close);
    endpoints.values().forEach(Endpoint::close);
  }
}
