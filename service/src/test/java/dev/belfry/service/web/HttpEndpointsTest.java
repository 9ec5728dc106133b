package dev.belfry.service.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belfry.service.config.ListenAddress;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpEndpointsTest {
  private final PrometheusMeterRegistry metrics =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private volatile boolean good = true;
  private HttpEndpoints endpoints;

  private final class Switchable implements Health {
    @Override
    public boolean isAlive() {
      return good;
    }

    @Override
    public boolean isReady() {
      return good;
    }
  }

  @BeforeEach
  void start() throws PortInUseException {
    endpoints = start(new ListenAddress("127.0.0.1", 0));
  }

  private HttpEndpoints start(ListenAddress address) throws PortInUseException {
    ControlRoutes control = new ControlRoutes(new NotedControl(), "secret", address.host());
    return HttpEndpoints.start(address, new Switchable(), metrics, control);
  }

  @AfterEach
  void stop() {
    endpoints.close();
  }

  private HttpResponse<String> get(String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + endpoints.port() + path);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void healthAndReadinessAreAnsweredAsTheyAre() throws Exception {
    assertEquals(200, get("/healthz").statusCode());
    assertEquals(200, get("/readyz").statusCode());
    good = false;
    assertEquals(503, get("/healthz").statusCode());
    assertEquals(503, get("/readyz").statusCode());
    assertEquals(404, get("/nothing").statusCode());
  }

  @Test
  void metricsAreInPrometheusFormat() throws Exception {
    metrics.counter("belfry.inputs").increment();
    HttpResponse<String> response = get("/metrics");
    assertTrue(response.body().contains("belfry_inputs_total 1.0"), response.body());
    assertTrue(response.headers().firstValue("content-type").orElse("").startsWith("text/plain"));
  }

  @Test
  void noHeaderTellsWhatItIsBuiltWith() throws Exception {
    Set<String> names = get("/healthz").headers().map().keySet();
    assertEquals(Set.of("content-length", "content-type", "date"), names);
  }

  @Test
  void aPortInUseIsSaidWithTheOptionThatChangesIt() {
    ListenAddress taken = new ListenAddress("127.0.0.1", endpoints.port());
    String said = assertThrows(PortInUseException.class, () -> start(taken)).words();
    assertTrue(said.contains("--http-port") && said.contains(taken.toString()), said);
  }

  @Test
  void fewThreadsAreEnough() throws Exception {
    get("/healthz");
    long threads =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith("http"))
            .count();
    assertTrue(threads <= 8, threads + " threads");
  }
}
