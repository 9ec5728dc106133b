package dev.belfry.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A receiver of HTTP calls that honours their ids: it books each call once, and counts those that
 * it had already.
 */
final class Ledger implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Set<String>> keysByBody = new ConcurrentHashMap<>();
  private final Set<String> keys = ConcurrentHashMap.newKeySet();
  private int calls;

  Ledger() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      book(String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key")), body);
      exchange.sendResponseHeaders(204, -1);
    }
  }

  private synchronized void book(String key, String body) {
    calls++;
    keys.add(key);
    keysByBody.computeIfAbsent(body, each -> ConcurrentHashMap.newKeySet()).add(key);
  }

  /** What was booked. */
  synchronized Set<String> bodies() {
    return Set.copyOf(keysByBody.keySet());
  }

  /** Calls that came again with their id. */
  synchronized int repeatedCalls() {
    return calls - keys.size();
  }

  /** Entries beyond the first that bear an id of their own though they say the same. */
  synchronized int repeatedEntries() {
    return keys.size() - keysByBody.size();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
