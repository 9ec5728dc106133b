package dev.belfry.connectors.http;

import dev.belfry.connectors.http.Answer.Answered;
import dev.belfry.connectors.http.Answer.Unanswered;
import dev.belfry.connectors.sink.Attempt;
import dev.belfry.connectors.sink.Line;
import dev.belfry.effect.Effect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.StringEntity;

/** An HTTP endpoint that rules call by name. */
public final class Endpoint implements AutoCloseable {
  private final HttpSettings settings;
  private final Exchange exchange;
  private final ZoneId zone;
  private final InstantSource clock;
  private final ScheduledExecutorService timer;

  private Endpoint(
      HttpSettings settings,
      Exchange exchange,
      ZoneId zone,
      InstantSource clock,
      ScheduledExecutorService timer) {
    this.settings = settings;
    this.exchange = exchange;
    this.zone = zone;
    this.clock = clock;
    this.timer = timer;
  }

  /**
   * Makes ready to call; nothing is connected yet.
   *
   * @param zone in which {@code {time}} is written
   */
  public static Endpoint open(
      HttpSettings settings, ZoneId zone, InstantSource clock, ScheduledExecutorService timer) {
    Exchange.Limits limits = new Exchange.Limits(settings.deadline(), settings.responseCapBytes());
    HttpHost host = HttpHost.create(settings.url().origin());
    Exchange exchange = Exchange.with(host, settings.credentials(), Redirects.NONE, limits, timer);
    return new Endpoint(settings, exchange, zone, clock, timer);
  }

  /**
   * Calls once.
   *
   * @param id of the effect; sent as Idempotency-Key, so that the endpoint can drop a repeat
   */
  public Attempt call(String id, Effect.Call call) {
    HttpUriRequestBase request;
    try {
      request = request(id, call);
    } catch (UnfillableException unfillable) {
      return new Attempt.Never("nothing was sent: " + unfillable.getMessage());
    }
    return switch (exchange.send(request, head -> true)) {
      case Unanswered unanswered -> Attempt.Again.down(unanswered.reason());
      case Answered answered -> judge(answered);
    };
  }

  private HttpUriRequestBase request(String id, Effect.Call call) throws UnfillableException {
    CallValues values = new CallValues(call, zone);
    URI uri = Template.uri(settings.url().fill(values));
    HttpUriRequestBase request = new HttpUriRequestBase(settings.method().name(), uri);
    request.setHeader("Idempotency-Key", Line.of(id, 200));
    if (settings.method().carriesBody()) {
      body(values).ifPresent(body -> request.setEntity(entity(body)));
    }
    for (Map.Entry<String, Template> header : settings.headers().entrySet()) {
      request.setHeader(header.getKey(), header.getValue().fill(values));
    }
    return request;
  }

  private Optional<String> body(CallValues values) throws UnfillableException {
    return settings.body().isPresent()
        ? Optional.of(settings.body().get().fill(values))
        : values.call().text();
  }

  private static StringEntity entity(String body) {
    ContentType type =
        Json.isJson(body)
            ? ContentType.APPLICATION_JSON
            : ContentType.TEXT_PLAIN.withCharset(StandardCharsets.UTF_8);
    return new StringEntity(body, type);
  }

  private Attempt judge(Answered answered) {
    Answer.Head head = answered.head();
    String words = host() + " answered " + head.statusLine();
    int status = head.status();
    if (head.isSuccess()) {
      return new Attempt.Done(words);
    }
    if (status == 408 || status == 429 || status >= 500) {
      boolean down = status >= 502 && status <= 504;
      return new Attempt.Again(
          words + answered.sample(),
          down,
          head.retryAfter().flatMap(after -> RetryAfter.wait(after, clock.instant())));
    }
    if (status >= 300 && status < 400) {
      return new Attempt.Never(
          words + " and points to another address; put that one into the configuration");
    }
    return new Attempt.Never(words + answered.sample());
  }

  /** The host, for a person. */
  public String host() {
    return settings.url().origin().getHost();
  }

  /** Connects and, for https, agrees on keys; nothing is called. */
  public Attempt reach() {
    return Reach.of(settings.url().origin(), settings.deadline(), timer);
  }

  /** Cuts off what is under way. */
  @Override
  public void close() {
    exchange.close();
  }
}
