package dev.belfry.service.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.belfry.codec.Decoder;
import dev.belfry.event.Payload;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NumbersTest {
  private static Map<String, Double> of(String payload) {
    return Numbers.of(Decoder.UNTYPED.decode(Payload.of(payload)));
  }

  @Test
  void numbersAndTruthsAreFoundWithTheirPaths() {
    assertEquals(Map.of("", 21.5), of("21.5"));
    assertEquals(Map.of("", -3.0), of(" -3 "));
    assertEquals(Map.of("", 1.0), of("ON"));
    assertEquals(Map.of("", 0.0), of("false"));
    assertEquals(Map.of(), of("open"));
    assertEquals(Map.of(), of("{"));
    assertEquals(
        Map.of(
            "temperature", 21.5,
            "readings[0].max", 3.0,
            "readings[1]", 4.0,
            "[\"switch:0\"].output", 1.0,
            "battery", 80.0),
        of(
            """
            {"temperature": 21.5, "readings": [{"max": 3, "unit": "V"}, 4], "none": null,
             "switch:0": {"output": true}, "battery": "80"}
            """));
  }

  @Test
  void onlySoManyLeavesAreLookedAt() {
    String list =
        IntStream.range(0, 1_000).mapToObj(String::valueOf).collect(Collectors.joining(","));
    assertEquals(Numbers.MOST, of("[" + list + "]").size());
    assertEquals(Map.of(), of("1e300"));
  }
}
