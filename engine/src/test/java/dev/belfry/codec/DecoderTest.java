package dev.belfry.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.belfry.event.Payload;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecoderTest {
  private static final Value UNKNOWN = Value.Truth.UNKNOWN;
  private static final int MEGABYTE = 1 << 20;

  private static Value decode(Type type, String payload) {
    return new Decoder(type).decode(Payload.of(payload));
  }

  private static Value any(String payload) {
    return decode(Type.Simple.ANY, payload);
  }

  @Test
  void bytesThatAreNoTextAreBytes() {
    Payload bytes = Payload.of(new byte[] {(byte) 0xC3, 0x28});
    assertEquals(new Value.Bytes(bytes), Decoder.UNTYPED.decode(bytes));
    for (Type type :
        List.of(Type.Simple.NUMBER, Type.Simple.TEXT, Type.Simple.BOOL, new Type.Shape(Map.of()))) {
      assertEquals(UNKNOWN, new Decoder(type).decode(bytes));
    }
  }

  @Test
  void aMegabyteOfAnythingIsRead() {
    String letters = "x".repeat(MEGABYTE);
    assertEquals(new Value.Text(letters), any(letters));
    assertEquals(UNKNOWN, decode(Type.Simple.NUMBER, "1".repeat(MEGABYTE)));
    String list = "[" + "1,".repeat(MEGABYTE / 2) + "1]";
    assertEquals(MEGABYTE / 2 + 1, assertInstanceOf(Value.Items.class, any(list)).items().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "[[[[{\"a\":["})
  void nestingBombsAreTexts(String bomb) {
    String payload = bomb.repeat(MEGABYTE / bomb.length());
    assertTimeoutPreemptively(
        Duration.ofSeconds(5), () -> assertEquals(new Value.Text(payload), any(payload)));
    assertEquals(UNKNOWN, decode(new Type.Shape(Map.of()), payload));
  }

  @Test
  void nestingEndsSomewhere() {
    assertInstanceOf(Value.Items.class, any("[".repeat(60) + "]".repeat(60)));
    assertInstanceOf(Value.Text.class, any("[".repeat(70) + "]".repeat(70)));
  }

  @Test
  void ofFieldsThatComeTwiceTheLastOneCounts() {
    assertEquals(new Value.Fields(Map.of("a", new Value.Num(2))), any("{\"a\":1,\"a\":2}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "{\"a\":NaN}", "[1,]", "{a:1}", "'x'", "1 2", "01"})
  void whatJsonDoesNotHaveIsText(String payload) {
    assertEquals(new Value.Text(payload), any(payload));
  }

  @Test
  void numbersBeyondAllBoundsAreUnknown() {
    assertEquals(UNKNOWN, any("1e999"));
    assertEquals(
        new Value.Fields(Map.of("a", UNKNOWN, "b", new Value.Num(0))),
        any("{\"a\":-1e999,\"b\":1e-999}"));
    assertEquals(UNKNOWN, decode(Type.Simple.NUMBER, "1e999"));
  }

  @Test
  void shapesAreOpenAndTheirFieldsFitOneByOne() {
    Type shape = new Type.Shape(Map.of("n", Type.Simple.NUMBER, "b", Type.Simple.BOOL));
    assertEquals(
        new Value.Fields(Map.of("n", new Value.Num(1), "b", UNKNOWN, "other", Value.Null.NULL)),
        decode(shape, "{\"n\":\"1\",\"b\":null,\"other\":null}"));
    assertEquals(UNKNOWN, decode(shape, "[]"));
    assertEquals(UNKNOWN, decode(shape, "n"));
  }

  @Test
  void aTextIsItsPayloadExceptAQuotedOne() {
    assertEquals(new Value.Text("007"), decode(Type.Simple.TEXT, "007"));
    assertEquals(new Value.Text("ä\n"), decode(Type.Simple.TEXT, "\"\\u00e4\\n\""));
    assertEquals(new Value.Text("\"a\" b"), decode(Type.Simple.TEXT, "\"a\" b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "TRUE", "On", "yes", "1", "\"on\"", " on\n"})
  void truths(String payload) {
    assertEquals(Value.Truth.TRUE, decode(Type.Simple.BOOL, payload));
  }
}
