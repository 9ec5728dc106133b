package dev.belfry.connectors.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belfry.connectors.sink.Attempt;
import dev.belfry.connectors.sink.Attempt.Again;
import dev.belfry.connectors.sink.Attempt.Done;
import dev.belfry.connectors.sink.Attempt.Never;
import dev.belfry.connectors.sink.Credentials;
import dev.belfry.connectors.stage.BadHost;
import dev.belfry.connectors.stage.Guard;
import dev.belfry.connectors.stage.Samples;
import dev.belfry.connectors.stage.Threads;
import dev.belfry.connectors.stage.WebHost;
import dev.belfry.connectors.stage.WebHost.Asked;
import dev.belfry.connectors.stage.WebHost.Reply;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
  private static final Duration SHORT = Duration.ofMillis(400);
  private static final Duration SOON = Duration.ofSeconds(2);

  private final Threads threads = new Threads();

  @AfterEach
  void end() {
    threads.close();
  }

  private static HttpSettings settings(HttpMethod method, String url) {
    return new HttpSettings(
        method,
        Template.url(url),
        Map.of(),
        Optional.empty(),
        SHORT,
        Optional.of(new Credentials("belfry", "op en")),
        10_000);
  }

  private static HttpSettings post(String url) {
    return settings(HttpMethod.POST, url);
  }

  private Attempt call(HttpSettings settings, String payload) {
    try (Endpoint endpoint =
        Endpoint.open(settings, Samples.BERLIN, Samples.CLOCK, threads.timer())) {
      return assertTimeout(SOON, () -> endpoint.call("effect-7", Samples.call("siren", payload)));
    }
  }

  private Asked asked(UnaryOperator<HttpSettings> change, HttpMethod method, String payload) {
    try (WebHost host = WebHost.start(asked -> Reply.of(200, "fine"))) {
      HttpSettings settings = change.apply(settings(method, host.url("/on")));
      assertEquals(new Done("127.0.0.1 answered 200 OK"), call(settings, payload));
      assertEquals(1, host.asked().size());
      return host.asked().getFirst();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"a\":1} | application/json",
        "[1,2]     | application/json",
        "21.5      | application/json",
        "true      | application/json",
        "\"ON\"    | application/json",
        "ON        | text/plain",
        "{half     | text/plain",
        "5 apples  | text/plain"
      })
  void tellsJsonFromText(String payload, String type) {
    Asked asked = asked(settings -> settings, HttpMethod.POST, payload);
    assertEquals(payload, asked.body());
    assertTrue(asked.header("Content-Type").orElse("").startsWith(type), asked::toString);
    assertEquals("effect-7", asked.header("Idempotency-Key").orElse(""));
  }

  @Test
  void sendsUmlautsAsUtf8() {
    assertEquals("Küche", asked(settings -> settings, HttpMethod.POST, "Küche").body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "DELETE", "HEAD"})
  void sendsNoBodyWithGet(String method) {
    Asked asked = asked(settings -> settings, HttpMethod.valueOf(method), "ON");
    assertEquals("", asked.body());
    assertEquals(Optional.empty(), asked.header("Content-Type"));
  }

  @Test
  void fillsTemplates() {
    Map<String, Template> headers = new LinkedHashMap<>();
    headers.put("X-Rule", Template.header("rule {rule}"));
    headers.put("Content-Type", Template.header("application/vnd.siren+json"));
    Asked asked =
        asked(
            old ->
                new HttpSettings(
                    HttpMethod.PUT,
                    Template.url(old.url().origin() + "/{key.room}/{payload.where}?t={time}"),
                    headers,
                    Optional.of(
                        Template.body("{\"say\": \"<{payload.where}>\", \"n\": {payload.n}}")),
                    SHORT,
                    Optional.empty(),
                    100),
            HttpMethod.PUT,
            "{\"where\":\"a/b \\\"ü\\\"\",\"n\":[1,2]}");
    assertEquals("/bath/a%2Fb%20%22%C3%BC%22?t=2026-11-23T03%3A14%3A05%2B01%3A00", asked.uri());
    assertEquals("{\"say\": \"<a/b \\\"ü\\\">\", \"n\": [1,2]}", asked.body());
    assertEquals("rule Window <open>", asked.header("X-Rule").orElse(""));
    assertEquals("application/vnd.siren+json", asked.header("Content-Type").orElse(""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/{payload.level}  | nothing was sent: the payload has no field \"level\"",
        "/{key.floor}      | nothing was sent: the rule captures no \"floor\"",
        "/{payload.dots}/x | nothing was sent: \"..\" cannot stand in an address"
      })
  void sendsNothingWhenAPlaceStaysEmpty(String path, String reason) {
    try (WebHost host = WebHost.start(asked -> Reply.of(200, ""))) {
      assertEquals(new Never(reason), call(post(host.url(path)), "{\"dots\":\"..\"}"));
      assertEquals(0, host.asked().size());
    }
  }

  @Test
  void letsNoMessageAddAHeader() {
    try (WebHost host = WebHost.start(asked -> Reply.of(200, ""))) {
      HttpSettings plain = post(host.url("/"));
      HttpSettings settings =
          new HttpSettings(
              plain.method(),
              plain.url(),
              Map.of("X-Say", Template.header("{payload}")),
              Optional.empty(),
              SHORT,
              Optional.empty(),
              100);
      assertEquals(
          new Never("nothing was sent: a header cannot hold a line break"),
          call(settings, "a\r\nX-Evil: b"));
      assertEquals(0, host.asked().size());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "200, Done",
    "204, Done",
    "301, Never",
    "400, Never",
    "404, Never",
    "408, Again",
    "429, Again",
    "500, Again",
    "503, Again"
  })
  void judgesByTheStatus(int status, String kind) {
    try (WebHost host = WebHost.start(asked -> Reply.of(status, "because"))) {
      Attempt attempt = call(post(host.url("/")), "ON");
      assertEquals(kind, attempt.getClass().getSimpleName());
      assertTrue(attempt.words().startsWith("127.0.0.1 answered " + status), attempt::words);
      assertEquals(1, host.asked().size());
    }
  }

  @ParameterizedTest
  @CsvSource({"7, 7", "'Mon, 23 Nov 2026 02:14:35 GMT', 30", "soon, -1", "-3, -1"})
  void readsWhenToComeAgain(String header, int seconds) {
    Reply busy = Reply.of(429, "").with("Retry-After", header);
    try (WebHost host = WebHost.start(asked -> busy)) {
      Again again = assertInstanceOf(Again.class, call(post(host.url("/")), "ON"));
      assertEquals(seconds, again.after().map(Duration::toSeconds).orElse(-1L));
    }
  }

  @Test
  void showsCredentialsWhenAsked() {
    try (WebHost host = WebHost.start(Guard.digest("SHA-256", Reply.of(200, "")))) {
      assertInstanceOf(Done.class, call(post(host.url("/a?b=c")), "ON"));
      assertEquals("ON", host.asked().getLast().body());
    }
  }

  @Test
  void retriesAHostThatIsSilentTricklesOrNeverAccepts() {
    String reason = "127.0.0.1 did not answer within 400 ms";
    try (BadHost silent = BadHost.silent();
        BadHost trickling = BadHost.trickling("HTTP/1.1 2");
        BadHost unreachable = BadHost.unreachable();
        BadHost slamming = BadHost.slamming()) {
      assertEquals(Again.down(reason), call(post(silent.url("/")), "ON"));
      assertEquals(Again.down(reason), call(post(trickling.url("/")), "ON"));
      assertEquals(Again.down(reason), call(post(unreachable.url("/")), "ON"));
      assertInstanceOf(Again.class, call(post(slamming.url("/")), "ON"));
    }
  }

  @Test
  void isDoneWhenASuccessNeverEndsItsBody() {
    String ok = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n";
    try (BadHost trickling = BadHost.trickling(ok);
        BadHost flooding = BadHost.flooding(ok)) {
      assertEquals(new Done("127.0.0.1 answered 200 OK"), call(post(trickling.url("/")), "ON"));
      assertEquals(new Done("127.0.0.1 answered 200 OK"), call(post(flooding.url("/")), "ON"));
    }
  }

  @Test
  void reachesAHostWithoutCalling() {
    try (WebHost host = WebHost.start(asked -> Reply.of(200, ""));
        BadHost unreachable = BadHost.unreachable();
        BadHost silent = BadHost.silent()) {
      assertInstanceOf(Done.class, reach(host.url("/{payload}")));
      assertEquals(0, host.asked().size());
      assertInstanceOf(Again.class, reach(unreachable.url("/")));
      assertEquals(
          Again.down("127.0.0.1 did not answer within 400 ms"),
          reach(silent.url("/").replace("http:", "https:")));
      assertEquals(
          Again.down("there is no host named siren.invalid"), reach("http://siren.invalid/"));
    }
  }

  private Attempt reach(String url) {
    try (Endpoint endpoint =
        Endpoint.open(post(url), Samples.BERLIN, Samples.CLOCK, threads.timer())) {
      return assertTimeout(SOON, endpoint::reach);
    }
  }

  @Test
  void keepsSecretsOutOfItsText() {
    HttpSettings settings = post("https://siren.local/on?token=secret");
    assertFalse(settings.toString().contains("secret"), settings::toString);
    assertFalse(settings.toString().contains("op en"), settings::toString);
    assertFalse(settings.url().toString().contains("secret"), settings.url()::toString);
  }
}
