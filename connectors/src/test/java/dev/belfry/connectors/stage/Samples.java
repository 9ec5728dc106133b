package dev.belfry.connectors.stage;

import dev.belfry.codec.Value;
import dev.belfry.effect.Effect;
import dev.belfry.effect.Effect.Attachment;
import dev.belfry.effect.Origin;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A house with a porch. */
public final class Samples {
  public static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  public static final Instant NIGHT = Instant.parse("2026-11-23T02:14:05Z");
  public static final InstantSource CLOCK = InstantSource.fixed(NIGHT);
  public static final Origin RULE =
      new Origin(Origin.Kind.RULE, "Window <open>", Map.of("room", "bath"));

  private Samples() {}

  public static Effect.Notify notify(String text, String... cameras) {
    return new Effect.Notify(
        NIGHT.toEpochMilli(),
        RULE,
        List.of("owner"),
        text,
        Optional.empty(),
        Optional.empty(),
        Arrays.stream(cameras).<Attachment>map(Attachment.Snapshot::new).toList());
  }

  public static Effect.Call call(String connector, String payload) {
    return new Effect.Call(
        NIGHT.toEpochMilli(), RULE, connector, Optional.of(new Value.Text(payload)));
  }

  /** As many bytes as asked for, which begin as a JPEG does. */
  public static byte[] jpeg(int size) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (i * 31);
    }
    byte[] start = "\u00ff\u00d8\u00ff\u00e0".getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(start, 0, bytes, 0, Math.min(start.length, size));
    return bytes;
  }
}
