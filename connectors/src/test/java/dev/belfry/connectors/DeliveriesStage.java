package dev.belfry.connectors;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.belfry.connectors.camera.CameraSettings;
import dev.belfry.connectors.email.MailAddress;
import dev.belfry.connectors.email.MailSettings;
import dev.belfry.connectors.email.MailSettings.Tls;
import dev.belfry.connectors.http.HttpMethod;
import dev.belfry.connectors.http.HttpSettings;
import dev.belfry.connectors.http.Template;
import dev.belfry.connectors.stage.Samples;
import dev.belfry.connectors.stage.Threads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Deliveries as a test wants them, and the hosts they act against. */
abstract class DeliveriesStage {
  static final Duration SOON = Duration.ofSeconds(3);
  static final RetrySettings QUICK =
      new RetrySettings(
          Duration.ofMillis(50),
          Duration.ofMillis(200),
          Duration.ofSeconds(20),
          5,
          Duration.ofMillis(100));

  @TempDir Path folder;
  final Threads threads = new Threads();
  final List<DeliveryEvent> events = new CopyOnWriteArrayList<>();
  final List<AutoCloseable> stage = new ArrayList<>();
  final Map<String, CameraSettings> cameras = new LinkedHashMap<>();
  final Map<String, HttpSettings> endpoints = new LinkedHashMap<>();
  List<ChannelTarget> owner = List.of(to("anna@example.org"));
  Optional<MailSettings> mail = Optional.empty();
  DeliveryLimits limits = new DeliveryLimits(1_000, Duration.ofSeconds(5), 1 << 26, QUICK);

  @AfterEach
  void end() throws Exception {
    for (AutoCloseable one : stage) {
      one.close();
    }
    threads.close();
  }

  static ChannelTarget to(String address) {
    return new ChannelTarget.Email(MailAddress.of(address));
  }

  <T extends AutoCloseable> T on(T one) {
    stage.add(one);
    return one;
  }

  void camera(String name, String url) {
    cameras.put(name, CameraSettings.of(url, Optional.empty()));
  }

  void endpoint(String name, String url) {
    endpoints.put(name, HttpSettings.of(HttpMethod.POST, Template.url(url)));
  }

  void mailServer(int port) {
    mail =
        Optional.of(
            MailSettings.of(
                "localhost",
                port,
                Tls.NONE,
                Optional.empty(),
                MailAddress.of("belfry@example.org")));
  }

  Deliveries deliveries() {
    DeliverySettings settings =
        new DeliverySettings(
            Samples.BERLIN, Map.of("owner", owner), cameras, endpoints, mail, folder, limits);
    Deliveries deliveries =
        Deliveries.open(settings, threads, Samples.CLOCK, Receipts.inMemory(), events::add);
    stage.addFirst(() -> deliveries.close(Duration.ZERO));
    return deliveries;
  }

  static DeliveryResult end(CompletionStage<DeliveryResult> stage, Duration limit) {
    CompletableFuture<DeliveryResult> future = stage.toCompletableFuture();
    await().atMost(limit).until(future::isDone);
    return future.join();
  }

  static <T> T assertEnds(Class<T> kind, CompletionStage<DeliveryResult> stage, Duration limit) {
    DeliveryResult result = end(stage, limit);
    return assertInstanceOf(kind, result, result::toString);
  }

  GreenMail greenMail(int port) {
    GreenMail server = new GreenMail(new ServerSetup(port, "localhost", "smtp"));
    server.start();
    stage.add(server::stop);
    return server;
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  int count(Class<? extends DeliveryEvent> kind) {
    return (int) events.stream().filter(kind::isInstance).count();
  }
}
