package dev.belfry.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordReaderTest {
  private static String again(String line) throws Exception {
    RecordLines lines = new RecordLines();
    lines.add(RecordReader.record(line));
    StringWriter out = new StringWriter();
    lines.moveTo(out);
    return out.toString();
  }

  private static int count(byte[] bytes) throws IOException, MalformedRecordException {
    RecordReader reader = new RecordReader(new ByteArrayInputStream(bytes));
    int count = 0;
    while (reader.next().isPresent()) {
      count++;
    }
    return count;
  }

  private static String refusal(String text) {
    return refusal(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String refusal(byte[] bytes) {
    return assertThrows(MalformedRecordException.class, () -> count(bytes)).words();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"belfry\":\"0.1\",\"tzdata\":\"2025b\"}",
        "{\"time\":\"2026-01-10T20:10:00Z\",\"topic\":\"a/b\",\"payload\":\"x\"}",
        "{\"time\":\"2026-01-10T20:10:00.5Z\",\"topic\":\"a\",\"payload\":\"\",\"qos\":1}",
        "{\"time\":\"2026-01-10T20:10:00.05Z\",\"topic\":\"a\",\"payload\":\"\\\"\",\"qos\":2,"
            + "\"retain\":true}",
        "{\"time\":\"0026-01-10T20:10:00.123Z\",\"topic\":\"a\",\"payload64\":\"gICA\","
            + "\"retain\":true,\"retained\":true}",
        "{\"time\":\"2026-01-10T20:10:00Z\",\"switch\":\"Burglar alert\",\"on\":false}",
        "{\"time\":\"2026-01-10T20:10:00Z\",\"trigger\":\"Bell\",\"key\":{\"room\":\"hall\"}}",
        "{\"time\":\"2026-01-10T20:10:00Z\",\"acknowledge\":\"Water\"}",
        "{\"time\":\"2026-01-10T20:10:00Z\",\"acknowledge\":\"Water\",\"key\":{\"room\":\"bath\"}}",
        "{\"time\":\"2026-01-10T20:10:00Z\",\"silence\":\"Water\",\"key\":{},"
            + "\"until\":\"2026-01-10T22:00:00Z\"}",
        "{\"time\":\"2026-01-10T20:10:00Z\",\"restart\":true}",
        "{\"time\":\"2026-01-10T20:10:00Z\",\"restart\":true,\"stopped\":\"2026-01-10T20:09:00Z\","
            + "\"clock\":\"2026-01-10T20:11:00Z\"}",
        "{\"time\":\"2026-01-10T20:10:00Z\",\"clock\":\"2026-01-10T21:10:00Z\"}"
      })
  void whatWasReadIsWrittenAsItWas(String line) throws Exception {
    assertEquals(line + "\n", again(line));
  }

  @Test
  void orderOfFieldsAndDistanceFromUtcDoNotMatter() throws Exception {
    assertEquals(
        "{\"time\":\"2026-01-10T19:10:00Z\",\"topic\":\"a\",\"payload\":\"x\",\"qos\":1,"
            + "\"retain\":true}\n",
        again(
            " {\"retain\": true, \"payload\":\"x\",\"qos\":1,\"topic\":\"a\","
                + "\"time\":\"2026-01-10T20:10:00+01:00\"}\r"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nonsense                | this is no JSON: Unrecognized token 'nonsense': was expecting"
            + " (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
        "[]                      | no JSON object stands here",
        "{\"a\":1}{              | something stands behind the object",
        "{\"topic\":\"a\"}       | \"time\" is missing",
        "{\"time\":\"noon\"}     | \"time\" is a time in UTC: \"2026-01-10T20:10:00Z\"",
        "{\"time\":7}            | \"time\" is a text in quotes",
        "{T}                     | it does not say what happened; a message has a \"topic\"",
        "{T,\"switch\":\"a\"}    | \"on\" is missing",
        "{T,\"trigger\":\"a\",\"key\":{\"b\":1}} | \"key\" is an object of texts:"
            + " {\"room\":\"hall\"}",
        "{T,\"topic\":\"a\"}     | \"payload\" is missing",
        "{T,\"topic\":\"a/+\",\"payload\":\"\"} | \"a/+\" is no topic: it holds a wildcard",
        "{T,\"topic\":\"a\",\"payload\":7} | \"payload\" is a text in quotes",
        "{T,\"topic\":\"a\",\"payload64\":\"?\"} | \"payload64\" is no base64",
        "{T,\"topic\":\"a\",\"payload\":\"\",\"qos\":3} | \"qos\" is a whole number from 0 to 2",
        "{T,\"topic\":\"a\",\"payload\":\"\",\"retain\":1} | \"retain\" is true or false",
        "{T,\"topic\":\"a\",\"payload\":\"\",\"retan\":true} | a record of this kind has no"
            + " \"retan\"; did you mean \"retain\"?",
        "{T,\"topic\":\"a\",\"payload\":\"\",\"payload\":\"\"} | this is no JSON: Duplicate Object"
            + " property \"payload\""
      })
  void aLineThatIsNoRecordIsNamedByItsNumber(String line, String words) {
    String good = "{\"time\":\"2026-01-10T20:10:00Z\",\"topic\":\"a\",\"payload\":\"x\"}";
    String written = line.replace("{T", "{\"time\":\"2026-01-10T20:10:00Z\"");
    assertEquals("line 3: " + words, refusal(good + "\n\n" + written + "\n" + good));
  }

  @Test
  void linesStandInTheOrderOfTheirTimes() {
    String line = "{\"time\":\"2026-01-10T20:10:%sZ\",\"topic\":\"a\",\"payload\":\"x\"}\n";
    assertEquals(
        "line 3: its time is before that of the record before it, 2026-01-10T20:10:02Z; records"
            + " stand in the order of their times",
        refusal(line.formatted("02") + line.formatted("02") + line.formatted("01")));
  }

  @Test
  void bytesThatAreNoTextAreNamedByTheirLine() {
    byte[] bytes = "\n\n{x\n".getBytes(StandardCharsets.UTF_8);
    bytes[3] = (byte) 0xff;
    assertEquals("line 3 is not UTF-8", refusal(bytes));
  }

  @Test
  void nothingIsReadFromNothing() throws Exception {
    assertEquals(0, count(new byte[0]));
    assertEquals(0, count("\n \n".getBytes(StandardCharsets.UTF_8)));
  }
}
