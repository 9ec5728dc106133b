package dev.belfry.connectors.stage;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.belfry.event.Payload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A web server that remembers what it was asked. */
public final class WebHost implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads;
  private final List<Asked> asked;

  private WebHost(HttpServer server, ExecutorService threads, List<Asked> asked) {
    this.server = server;
    this.threads = threads;
    this.asked = asked;
  }

  /** A request as it came. */
  public record Asked(String method, String uri, Headers headers, String body) {
    public Optional<String> header(String name) {
      return Optional.ofNullable(headers.getFirst(name));
    }
  }

  /** An answer to be given. */
  public record Reply(int status, Map<String, String> headers, Payload body) {
    public static Reply of(int status, String body) {
      return new Reply(status, Map.of("Content-Type", "text/plain"), Payload.of(body));
    }

    public static Reply picture(byte[] body) {
      return new Reply(200, Map.of("Content-Type", "image/jpeg"), Payload.of(body));
    }

    public Reply with(String name, String value) {
      Map<String, String> more = new HashMap<>(headers);
      more.put(name, value);
      return new Reply(status, more, body);
    }
  }

  public static WebHost start(Function<Asked, Reply> answer) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      ExecutorService threads = Executors.newCachedThreadPool();
      List<Asked> asked = new CopyOnWriteArrayList<>();
      server.setExecutor(threads);
      server.createContext("/", exchange -> answer(exchange, answer, asked));
      server.start();
      return new WebHost(server, threads, asked);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static void answer(
      HttpExchange exchange, Function<Asked, Reply> answer, List<Asked> asked) throws IOException {
    try (exchange) {
      Asked request =
          new Asked(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              exchange.getRequestHeaders(),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      asked.add(request);
      Reply reply = answer.apply(request);
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      boolean bodiless = reply.body().size() == 0 || request.method().equals("HEAD");
      exchange.sendResponseHeaders(reply.status(), bodiless ? -1 : reply.body().size());
      if (!bodiless) {
        exchange.getResponseBody().write(reply.body().bytes());
      }
    }
  }

  public List<Asked> asked() {
    return asked;
  }

  public String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
