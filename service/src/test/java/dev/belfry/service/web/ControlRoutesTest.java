package dev.belfry.service.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belfry.service.config.ListenAddress;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may give orders, letter by letter: a client library would not send a foreign Host. */
class ControlRoutesTest {
  private static final String TOKEN = "Bearer secret";

  private final NotedControl control = new NotedControl();
  private HttpEndpoints endpoints;

  @BeforeEach
  void start() throws PortInUseException {
    Health well =
        new Health() {
          @Override
          public boolean isAlive() {
            return true;
          }

          @Override
          public boolean isReady() {
            return true;
          }
        };
    endpoints =
        HttpEndpoints.start(
            new ListenAddress("127.0.0.1", 0),
            well,
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
            new ControlRoutes(control, "secret", "belfry.home"));
  }

  @AfterEach
  void stop() {
    endpoints.close();
  }

  private String ask(String method, String path, String host, String authorization, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String request =
        method
            + " "
            + path
            + " HTTP/1.1\r\nHost: "
            + host
            + (authorization.isEmpty() ? "" : "\r\nAuthorization: " + authorization)
            + "\r\nConnection: close\r\nContent-Length: "
            + bytes.length
            + "\r\n\r\n"
            + body;
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), endpoints.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static int status(String response) {
    return Integer.parseInt(response.substring(9, 12));
  }

  private String order(String path, String body) throws IOException {
    return ask("POST", path, "localhost", TOKEN, body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Bearer", "Bearer ", "Bearer secre", "Bearer secret2", "Basic secret"})
  void withoutTheTokenNothingIsToldAndNothingDone(String authorization) throws Exception {
    for (String path : List.of("/api/rules", "/api/rules/switch", "/api/nothing")) {
      String response =
          ask("POST", path, "localhost", authorization, "{\"rule\":\"a\",\"on\":false}");
      assertEquals(401, status(response), response);
      assertTrue(response.contains("WWW-Authenticate: Bearer"), response);
    }
    assertEquals(401, status(ask("GET", "/api/rules", "localhost", authorization, "")));
    assertEquals(List.of(), control.orders);
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "evil.example:8080", "127.0.0.1.evil.example"})
  void aHostThatIsNotOursIsRefusedThoughTheTokenBeRight(String host) throws Exception {
    String response =
        ask("POST", "/api/rules/switch", host, TOKEN, "{\"rule\":\"a\",\"on\":false}");
    assertEquals(421, status(response), response);
    assertEquals(List.of(), control.orders);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost", "LOCALHOST:80", "127.0.0.1:1", "[::1]:8080", "belfry.home:8080"})
  void ourHostsAreAnswered(String host) throws Exception {
    String response = ask("GET", "/api/rules", host, TOKEN, "");
    assertEquals(200, status(response), response);
    assertTrue(
        response.contains(
            "[{\"name\":\"An \\\"odd\\\" one\",\"file\":\"a.rules\",\"line\":7,\"on\":false}]"),
        response);
  }

  @Test
  void ordersAreUnderstood() throws Exception {
    assertEquals(200, status(order("/api/rules/switch", "{\"rule\":\"a b\",\"on\":false}")));
    assertEquals(200, status(order("/api/rules/switch", "{\"rule\":\"a\",\"on\":true}")));
    assertEquals(200, status(order("/api/rules/run", "{\"rule\":\"a\"}")));
    assertEquals(
        200,
        status(order("/api/rules/run", "{\"rule\":\"a\",\"key\":{\"room\":\"hall\",\"n\":7}}")));
    assertEquals(List.of("a b off", "a on", "a {}", "a {room=hall, n=7}"), control.orders);
  }

  @Test
  void ordersThatMakeNoSenseAreRefusedInWords() throws Exception {
    for (String body : List.of("", "nonsense", "[]", "{\"on\":true}", "{\"rule\":7,\"on\":true}")) {
      assertEquals(400, status(order("/api/rules/switch", body)), body);
    }
    assertTrue(
        order("/api/rules/switch", "{\"rule\":\"a\"}").contains("\\\"on\\\" is true or false"));
    assertEquals(400, status(order("/api/rules/run", "{\"rule\":\"a\",\"key\":7}")));
    String unknown = order("/api/rules/switch", "{\"rule\":\"nobody\",\"on\":true}");
    assertEquals(404, status(unknown));
    assertTrue(unknown.endsWith("{\"error\":\"there is no rule \\\"nobody\\\"\"}\n"), unknown);
    assertEquals(List.of(), control.orders);
  }

  @Test
  void theOutboxIsShownAndWhatWasGivenUpIsSettled() throws Exception {
    String shown = ask("GET", "/api/outbox", "localhost", TOKEN, "");
    assertTrue(
        shown.endsWith(
            "[{\"id\":\"x-1\",\"dead\":true,\"sink\":\"mail\",\"target\":\"anna@example.org\","
                + "\"cause\":\"r\",\"what\":\"Open\",\"since\":\"2026-01-01T00:00:00Z\","
                + "\"reason\":\"no\"}]\n"),
        shown);
    assertEquals(200, status(order("/api/outbox/retry", "{\"id\":\"x-1\"}")));
    assertEquals(200, status(order("/api/outbox/discard", "{\"id\":\"x-1\"}")));
    assertEquals(404, status(order("/api/outbox/retry", "{\"id\":\"nothing\"}")));
    assertEquals(400, status(order("/api/outbox/retry", "{}")));
    assertEquals(List.of("retry x-1", "discard x-1"), control.orders);
  }
}
