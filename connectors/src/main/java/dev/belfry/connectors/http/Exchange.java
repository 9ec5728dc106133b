package dev.belfry.connectors.http;

import dev.belfry.connectors.http.Answer.Answered;
import dev.belfry.connectors.http.Answer.Ending;
import dev.belfry.connectors.http.Answer.Head;
import dev.belfry.connectors.http.Answer.Unanswered;
import dev.belfry.connectors.sink.Credentials;
import dev.belfry.connectors.sink.Deadline;
import dev.belfry.connectors.sink.NetworkFault;
import dev.belfry.event.Payload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Predicate;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.io.CloseMode;

/** Sends single requests to one host, each within an overall deadline and a cap on its answer. */
public final class Exchange implements AutoCloseable {
  private static final int CHUNK_BYTES = 8 * 1024;

  private final CloseableHttpClient client;
  private final Limits limits;
  private final ScheduledExecutorService timer;

  /** How long one request may take in all, and how much of a body is read. */
  public record Limits(Duration deadline, int capBytes) {}

  private Exchange(CloseableHttpClient client, Limits limits, ScheduledExecutorService timer) {
    this.client = client;
    this.limits = limits;
    this.timer = timer;
  }

  /**
   * Makes ready to send; nothing is connected yet.
   *
   * @param credentials shown to the host when it asks
   * @param redirects whether the host may point to another address of its own
   */
  public static Exchange with(
      HttpHost host,
      Optional<Credentials> credentials,
      Redirects redirects,
      Limits limits,
      ScheduledExecutorService timer) {
    CloseableHttpClient client = Client.make(host, credentials, redirects, limits.deadline());
    return new Exchange(client, limits, timer);
  }

  /**
   * Sends a request and waits for its answer, at most until the deadline.
   *
   * @param wanted whether the body is worth reading, by its head
   */
  public Answer send(HttpUriRequestBase request, Predicate<Head> wanted) {
    try (Deadline deadline = Deadline.start(timer, limits.deadline(), request::cancel)) {
      return send(request, wanted, deadline);
    }
  }

  private Answer send(HttpUriRequestBase request, Predicate<Head> wanted, Deadline deadline) {
    String host = request.getAuthority().getHostName();
    try {
      HttpHost target = new HttpHost(request.getScheme(), request.getAuthority());
      ClassicHttpResponse response =
          client.executeOpen(target, request, HttpClientContext.create());
      try {
        return read(request, response, wanted);
      } finally {
        close(response);
      }
    } catch (IOException fault) {
      return new Unanswered(deadline.hasPassed() ? tooSlow(host) : NetworkFault.words(fault, host));
    }
  }

  /** An answer that was given stays given, whatever happens to its connection afterwards. */
  private static void close(ClassicHttpResponse response) {
    try {
      response.close();
    } catch (IOException gone) {
      // It was broken already, which is all that is wanted.
    }
  }

  private String tooSlow(String host) {
    return host + " did not answer within " + Deadline.words(limits.deadline());
  }

  private Answered read(
      HttpUriRequestBase request, ClassicHttpResponse response, Predicate<Head> wanted) {
    Head head = head(response);
    HttpEntity entity = response.getEntity();
    if (entity == null) {
      return new Answered(head, Payload.EMPTY, Ending.WHOLE);
    }
    Body body = new Body(limits.capBytes());
    Ending ending = wanted.test(head) ? body.readFrom(entity) : Ending.UNREAD;
    if (ending != Ending.WHOLE) {
      // Closing a response reads it to its end first, and this one may have none.
      request.cancel();
    }
    return new Answered(head, Payload.of(body.bytes()), ending);
  }

  private static Head head(ClassicHttpResponse response) {
    String phrase = response.getReasonPhrase();
    return new Head(
        response.getCode(),
        phrase == null ? "" : phrase,
        header(response, "Content-Type"),
        header(response, "Location"),
        header(response, "Retry-After"));
  }

  private static Optional<String> header(ClassicHttpResponse response, String name) {
    Header header = response.getFirstHeader(name);
    return header == null ? Optional.empty() : Optional.ofNullable(header.getValue());
  }

  /** Cuts off what is under way. */
  @Override
  public void close() {
    client.close(CloseMode.IMMEDIATE);
  }

  /** The bytes of an answer as far as they were read. */
  private static final class Body {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final int capBytes;

    Body(int capBytes) {
      this.capBytes = capBytes;
    }

    Ending readFrom(HttpEntity entity) {
      byte[] chunk = new byte[CHUNK_BYTES];
      try {
        InputStream in = entity.getContent();
        while (true) {
          int count = in.read(chunk);
          if (count < 0) {
            return Ending.WHOLE;
          }
          int kept = Math.min(count, capBytes - bytes.size());
          bytes.write(chunk, 0, kept);
          if (kept < count) {
            return Ending.CAPPED;
          }
        }
      } catch (IOException cut) {
        return Ending.CUT;
      }
    }

    byte[] bytes() {
      return bytes.toByteArray();
    }
  }
}
