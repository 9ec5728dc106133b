package dev.belfry.connectors.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.belfry.connectors.stage.Samples;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
  private static String fill(Template template, String payload) throws UnfillableException {
    return template.fill(new CallValues(Samples.call("siren", payload), Samples.BERLIN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://{payload}/on",
        "http://siren{payload}.local/on",
        "{payload}",
        "ftp://siren/on",
        "http://user:pass@siren/on",
        "http://siren/{paylod}",
        "http://siren/{payload.}",
        "http://siren/a b",
        "http://:80/"
      })
  void refusesAnAddress(String address) {
    assertThrows(IllegalArgumentException.class, () -> Template.url(address));
  }

  @Test
  void namesWhatThereIsInsteadOfATypo() {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> Template.body("level {lvel}"));
    assertEquals(
        "nothing fills {lvel}; there are {payload}, {payload.FIELD}, {rule}, {time} and {key.NAME}",
        refusal.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{payload}                | He said \"no\"     | He said \"no\"",
        "{\"t\": \"{payload}\"}   | He said \"no\"     | {\"t\": \"He said \\\"no\\\"\"}",
        "{\"t\": {payload}}       | He said \"no\"     | {\"t\": \"He said \\\"no\\\"\"}",
        "{ \"t\": {payload} }     | {\"n\":1.50}       | { \"t\": {\"n\":1.50} }",
        "[{payload.a.b}]          | {\"a\":{\"b\":\"x\"}} | [\"x\"]",
        "{\"\\\"\": {payload}}    | x                  | {\"\\\"\": \"x\"}",
        "plain {payload.a}        | {\"z\":{\"a\":1},\"a\":true} | plain true",
        "big {payload.a}          | {\"a\":12345678901234567890.5} | big 12345678901234567890.5"
      })
  void fillsABody(String template, String payload, String filled) throws UnfillableException {
    assertEquals(filled, fill(Template.body(template), payload));
  }

  @Test
  void refusesHeadersThatTheConnectionDecides() {
    Template header = Template.header("x");
    HttpSettings settings = HttpSettings.of(HttpMethod.POST, Template.url("http://siren/"));
    for (String name : new String[] {"Host", "Content-Length", "a b", "", "X:Y"}) {
      assertThrows(
          IllegalArgumentException.class,
          () ->
              new HttpSettings(
                  settings.method(),
                  settings.url(),
                  Map.of(name, header),
                  settings.body(),
                  settings.deadline(),
                  settings.credentials(),
                  settings.responseCapBytes()),
          name);
    }
  }
}
