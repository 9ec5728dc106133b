package dev.belfry.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;

/** A siren that listens to HTTP and remembers what it was told; it can hang. */
final class SirenEndpoint implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private volatile boolean hanging;
  private volatile boolean refusing;

  /** What came. */
  record Request(String method, String path, String body, String contentType, String key) {}

  SirenEndpoint() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/on");
  }

  /** From now on it takes requests and never answers. */
  void hang() {
    hanging = true;
  }

  /** Whether it answers that nobody is here. */
  void refuse(boolean now) {
    refusing = now;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      requests.add(
          new Request(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getPath(),
              body,
              header(exchange, "Content-Type"),
              header(exchange, "Idempotency-Key")));
      if (hanging) {
        closing.await();
      }
      exchange.sendResponseHeaders(refusing ? 404 : 204, -1);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  /** Waits for the so-manieth request. */
  Request awaitRequest(int count) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(15))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> requests.size() >= count);
    return requests.get(count - 1);
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
