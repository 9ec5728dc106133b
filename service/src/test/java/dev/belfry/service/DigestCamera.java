package dev.belfry.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A camera that shows a picture to whoever knows its password, by Digest as in RFC 7616. */
final class DigestCamera implements AutoCloseable {
  static final String USER = "viewer";
  static final String PASSWORD = "sh:ow \"me\"";
  private static final String REALM = "porch";
  private static final String NONCE = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v";
  private static final Pattern FIELD =
      Pattern.compile("(\\w+)=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^,\\s]+))");

  /** How it behaves. */
  enum Mood {
    WELL,
    FAILING,
    ENDLESS
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger shown = new AtomicInteger();
  private volatile Mood mood = Mood.WELL;

  DigestCamera() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  URI address() {
    return URI.create(
        "http://127.0.0.1:" + server.getAddress().getPort() + "/snap.jpg?channel=1&size=big");
  }

  void be(Mood next) {
    mood = next;
  }

  int refused() {
    return refused.get();
  }

  int shown() {
    return shown.get();
  }

  /** The picture: it begins and ends as a JPEG does. */
  static byte[] picture() {
    byte[] bytes = new byte[40_000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31);
    }
    System.arraycopy(HexFormat.of().parseHex("ffd8ffe0"), 0, bytes, 0, 4);
    System.arraycopy(HexFormat.of().parseHex("ffd9"), 0, bytes, bytes.length - 2, 2);
    return bytes;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      switch (mood) {
        case FAILING -> exchange.sendResponseHeaders(500, -1);
        case ENDLESS -> trickle(exchange);
        case WELL -> show(exchange);
      }
    }
  }

  private void show(HttpExchange exchange) throws IOException {
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    if (authorization == null || !knows(exchange, authorization)) {
      refused.incrementAndGet();
      exchange
          .getResponseHeaders()
          .add(
              "WWW-Authenticate",
              "Digest realm=\"%s\", qop=\"auth\", algorithm=SHA-256, nonce=\"%s\", opaque=\"x\""
                  .formatted(REALM, NONCE));
      exchange.sendResponseHeaders(401, -1);
      return;
    }
    shown.incrementAndGet();
    exchange.getResponseHeaders().add("Content-Type", "image/jpeg");
    exchange.sendResponseHeaders(200, picture().length);
    exchange.getResponseBody().write(picture());
  }

  /** The beginning of a picture, and then never its end. */
  private void trickle(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "image/jpeg");
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    out.write(picture(), 0, 1_000);
    out.flush();
    try {
      while (!closing.await(50, java.util.concurrent.TimeUnit.MILLISECONDS)) {
        out.write(0);
        out.flush();
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean knows(HttpExchange exchange, String authorization) {
    Map<String, String> said = fields(authorization);
    String uri = exchange.getRequestURI().toString();
    String secret = hash(USER + ":" + REALM + ":" + PASSWORD);
    String request = hash(exchange.getRequestMethod() + ":" + uri);
    String expected =
        hash(
            String.join(
                ":",
                secret,
                NONCE,
                said.getOrDefault("nc", ""),
                said.getOrDefault("cnonce", ""),
                "auth",
                request));
    return authorization.startsWith("Digest ")
        && uri.equals(said.get("uri"))
        && USER.equals(said.get("username"))
        && expected.equals(said.get("response"));
  }

  private static Map<String, String> fields(String authorization) {
    Map<String, String> fields = new HashMap<>();
    Matcher matcher = FIELD.matcher(authorization);
    while (matcher.find()) {
      fields.put(matcher.group(1), matcher.group(2) == null ? matcher.group(3) : matcher.group(2));
    }
    return fields;
  }

  private static String hash(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
