package dev.belfry.service.web;

import dev.belfry.codec.Decoder;
import dev.belfry.codec.Printed;
import dev.belfry.codec.Value;
import dev.belfry.event.Payload;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * {@code /api/…}: orders for the service, for those who have its token. A page of another site that
 * a browser shows here has no token and names another host.
 */
public final class ControlRoutes {
  private static final String SCHEME = "Bearer ";
  private static final int UNAUTHORIZED = 401;
  private static final int MISDIRECTED = 421;
  private static final JsonFactory JSON = new JsonFactory();

  private final Control control;
  private final byte[] authorization;
  private final String host;

  /**
   * Routes to a control.
   *
   * @param token what those who may give orders know
   * @param host the name or address at which the service was told to listen
   */
  public ControlRoutes(Control control, String token, String host) {
    this.control = control;
    this.authorization = (SCHEME + token).getBytes(StandardCharsets.UTF_8);
    this.host = host;
  }

  void add(JavalinConfig config) {
    config.routes.before("/api/*", this::guard);
    config.routes.exception(
        ControlException.class,
        (refused, context) -> error(context, refused.status(), refused.words()));
    config.routes.get("/api/rules", context -> answer(context, json(control.rules())));
    config.routes.post("/api/rules/switch", this::switchRule);
    config.routes.post("/api/rules/run", this::run);
    config.routes.get("/api/outbox", context -> answer(context, outbox(control.deliveries())));
    config.routes.post("/api/outbox/retry", context -> settle(context, control::retry));
    config.routes.post("/api/outbox/discard", context -> settle(context, control::discard));
  }

  private void guard(Context context) {
    if (!isOurs(Optional.ofNullable(context.header("Host")).orElse(""))) {
      error(context, MISDIRECTED, "this is not the host that the request names");
      context.skipRemainingHandlers();
      return;
    }
    String given = Optional.ofNullable(context.header("Authorization")).orElse("");
    // In constant time: how long a refusal takes must not tell how much of a guess was right.
    if (!MessageDigest.isEqual(authorization, given.getBytes(StandardCharsets.UTF_8))) {
      context.header("WWW-Authenticate", "Bearer");
      error(context, UNAUTHORIZED, "orders need the token of the service");
      context.skipRemainingHandlers();
    }
  }

  /** A name that an attacker had made to point here is none of ours; an address is no name. */
  private boolean isOurs(String header) {
    String name = header.replaceFirst(":\\d+$", "");
    return name.equalsIgnoreCase("localhost")
        || name.equalsIgnoreCase(host)
        || name.matches("\\d{1,3}(\\.\\d{1,3}){3}")
        || name.matches("\\[[0-9A-Fa-f:.]+]");
  }

  private void switchRule(Context context) throws ControlException {
    Map<String, Value> order = order(context);
    boolean on =
        switch (order.get("on")) {
          case Value.Truth truth when truth.isKnown() -> truth == Value.Truth.TRUE;
          case null, default -> throw ControlException.misunderstood("\"on\" is true or false");
        };
    control.switchRule(rule(order), on);
    answer(context, "{}");
  }

  private void run(Context context) throws ControlException {
    Map<String, Value> order = order(context);
    Map<String, String> key = new LinkedHashMap<>();
    switch (order.get("key")) {
      case Value.Fields fields ->
          fields.fields().forEach((name, value) -> key.put(name, Printed.text(value)));
      case null -> {}
      default -> throw ControlException.misunderstood("\"key\" is an object of texts");
    }
    control.run(rule(order), key);
    answer(context, "{}");
  }

  /** What becomes of a dead letter. */
  private interface Verdict {
    void on(String id) throws ControlException;
  }

  private static void settle(Context context, Verdict verdict) throws ControlException {
    if (!(order(context).get("id") instanceof Value.Text id)) {
      throw ControlException.misunderstood("\"id\" is the id of a delivery");
    }
    verdict.on(id.text());
    answer(context, "{}");
  }

  private static String outbox(List<Control.Delivery> deliveries) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartArray();
      for (Control.Delivery each : deliveries) {
        json.writeStartObject();
        json.writeStringProperty("id", each.id());
        json.writeBooleanProperty("dead", each.dead());
        json.writeStringProperty("sink", each.sink());
        json.writeStringProperty("target", each.target());
        json.writeStringProperty("cause", each.cause());
        json.writeStringProperty("what", each.what());
        json.writeStringProperty("since", each.since());
        json.writeStringProperty("reason", each.reason());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    return text.toString();
  }

  private static Map<String, Value> order(Context context) throws ControlException {
    if (Decoder.UNTYPED.decode(Payload.of(context.bodyAsBytes())) instanceof Value.Fields it) {
      return it.fields();
    }
    throw ControlException.misunderstood("the order is no JSON object");
  }

  private static String rule(Map<String, Value> order) throws ControlException {
    if (order.get("rule") instanceof Value.Text name) {
      return name.text();
    }
    throw ControlException.misunderstood("\"rule\" is the name of a rule");
  }

  private static String json(List<Control.Rule> rules) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartArray();
      for (Control.Rule rule : rules) {
        json.writeStartObject();
        json.writeStringProperty("name", rule.name());
        json.writeStringProperty("file", rule.file());
        json.writeNumberProperty("line", rule.line());
        json.writeBooleanProperty("on", rule.on());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    return text.toString();
  }

  private static void answer(Context context, String json) {
    context.contentType("application/json").result(json + "\n");
  }

  private static void error(Context context, int status, String words) {
    StringBuilder quoted = new StringBuilder();
    Printed.quote(words, quoted);
    context.status(status);
    answer(context, "{\"error\":" + quoted + "}");
  }
}
