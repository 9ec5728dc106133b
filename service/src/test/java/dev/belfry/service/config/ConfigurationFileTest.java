package dev.belfry.service.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belfry.catalog.Limits;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationFileTest {
  @TempDir Path folder;

  private Configuration read(String text) throws IOException, ConfigurationException {
    Files.writeString(folder.resolve("belfry.yaml"), text);
    return ConfigurationFile.load(
        Optional.empty(), folder, Map.of("SMTP_PASSWORD", "open sesame", "EMPTY", ""));
  }

  private String complaint(String text) {
    return complaints(text).words();
  }

  private ConfigurationException complaints(String text) {
    return assertThrows(ConfigurationException.class, () -> read(text));
  }

  @Test
  void withoutAFileThereAreDefaults() throws Exception {
    Configuration configuration = ConfigurationFile.load(Optional.empty(), folder, Map.of());
    assertEquals(folder.resolve("rules"), configuration.rules());
    assertEquals(folder.resolve("data"), configuration.data());
    assertEquals("[127.0.0.1:1883, [::1]:1883]", configuration.broker().listen().toString());
    assertEquals("127.0.0.1:8080", configuration.http().toString());
    assertEquals(ZoneId.systemDefault(), configuration.site().zone());
    assertEquals(Optional.empty(), configuration.mail());
  }

  @Test
  void theReadmeShowsOneThatIsAccepted() throws Exception {
    Matcher shown =
        Pattern.compile("(?s)```yaml\n(.*?)```").matcher(Files.readString(Path.of("../README.md")));
    assertTrue(shown.find());
    Files.writeString(folder.resolve("belfry.yaml"), shown.group(1));
    Map<String, String> secrets = Map.of("SMTP_PASSWORD", "open sesame", "CAM_PASSWORD", "x");
    Configuration configuration = ConfigurationFile.load(Optional.empty(), folder, secrets);
    assertEquals(Set.of("owner"), configuration.channels().keySet());
  }

  @Test
  void anEmptyFileMeansTheSame() throws Exception {
    assertEquals(ConfigurationReader.defaults(folder), read("# nothing yet\n"));
  }

  @Test
  void aHeadingWithoutAnythingUnderItIsAsIfItWereNotThere() throws Exception {
    assertEquals(ConfigurationReader.defaults(folder), read("rules:\nmail:\nchannels:\n"));
  }

  @Test
  void everySettingIsRead() throws Exception {
    Files.writeString(folder.resolve("cam.secret"), "pass phrase\n");
    Configuration configuration =
        read(
            """
            site:    { name: Home, timezone: Europe/Berlin, latitude: 52.52, longitude: 13.405 }
            rules:   my rules
            data:    /var/lib/belfry
            broker:
              listen: [ "mqtt://0.0.0.0:0", "mqtt://[::1]" ]
              users: users.txt
            mail:    { host: smtp.example.org, port: 2525, tls: none, user: belfry, password: "${SMTP_PASSWORD}", from: belfry@example.org }
            channels:
              owner:  [ { email: { to: anna@example.org } }, { email: { to: ben@example.org } } ]
            cameras:
              porch:  { snapshot: "http://cam.local/snap.jpg", user: belfry, password: "${file:cam.secret}" }
            connectors:
              siren_api: { http: { method: put, url: "http://siren.local/on/{payload.level}", headers: { Authorization: "Bearer ${SMTP_PASSWORD}" }, body: "$${x}", deadline: 2 s } }
            limits: { topics: 2000, keys: 300 }
            console: { listen: "[::1]:9090" }
            """);
    assertEquals(ZoneId.of("Europe/Berlin"), configuration.site().zone());
    assertEquals(52.52, configuration.site().place().orElseThrow().latitude());
    assertEquals(folder.resolve("my rules"), configuration.rules());
    assertEquals(Path.of("/var/lib/belfry"), configuration.data());
    assertEquals("[0.0.0.0:0, [::1]:1883]", configuration.broker().listen().toString());
    assertEquals(Optional.of(folder.resolve("users.txt")), configuration.broker().users());
    assertEquals(new ListenAddress("::1", 9090), configuration.http());
    assertEquals(new Limits(2_000, 300), configuration.catalog().limits());
    MailSettings mail = configuration.mail().orElseThrow();
    assertEquals(2525, mail.port());
    assertEquals(MailSettings.Tls.NONE, mail.tls());
    assertEquals("open sesame", mail.password().orElseThrow().reveal());
    assertEquals(
        List.of(new Target.Email("anna@example.org"), new Target.Email("ben@example.org")),
        configuration.channels().get("owner"));
    assertEquals(
        Optional.of(
            new CameraSettings(
                URI.create("http://cam.local/snap.jpg"),
                Optional.of("belfry"),
                Optional.of(new Secret("pass phrase")))),
        Optional.ofNullable(configuration.cameras().get("porch")));
    HttpSettings siren = Objects.requireNonNull(configuration.connectors().get("siren_api"));
    assertEquals("PUT", siren.method());
    assertEquals(Optional.of(Duration.ofSeconds(2)), siren.deadline());
    assertEquals(new Secret("Bearer open sesame"), siren.headers().get("Authorization"));
    assertEquals(Optional.of(new Secret("${x}")), siren.body());
    assertEquals(Set.of("owner"), configuration.catalog().channels());
    assertEquals(Set.of("porch"), configuration.catalog().cameras());
    assertEquals(Set.of("siren_api"), configuration.catalog().connectors());
  }

  @Test
  void secretsNeverShowThemselves() throws Exception {
    String shown =
        read("""
        mail: { host: a.b, user: u, password: "${SMTP_PASSWORD}", from: a@b }
        cameras: { porch: { snapshot: "http://c/?pw=open%20sesame", password: sesame } }
        connectors: { c: { http: { url: "http://c/sesame", body: sesame } } }
        """)
            .toString();
    assertFalse(shown.contains("sesame"), shown);
  }

  @Test
  void severalMistakesAreToldAtOnceInTheOrderOfTheirLines() {
    assertEquals(
        """
        error: the configuration has no setting "chanels"
         --> belfry.yaml:1:1
          |
        1 | chanels: {}
          | ^^^^^^^
          = help: did you mean "channels"?

        error: there is no time zone "Europe/Berln"
         --> belfry.yaml:2:19
          |
        2 | site: { timezone: Europe/Berln }
          |                   ^^^^^^^^^^^^
          = help: did you mean Europe/Berlin?

        error: "mail" has no "from"
         --> belfry.yaml:4:3
          |
        4 |   host: smtp.example.org
          |   ^^^^^^^^^^^^^^^^^^^^^^
          = help: add "from: …"

        error: "port" is no port
         --> belfry.yaml:5:9
          |
        5 |   port: port
          |         ^^^^
          = help: a port is a number from 0 to 65535

        error: the environment variable NO_SUCH is not set
         --> belfry.yaml:6:13
          |
        6 |   password: "${NO_SUCH}"
          |             ^^^^^^^^^^^^
          = help: set it before Belfry starts, or keep the secret in a file: ${file:PATH}
        """,
        complaint(
            """
            chanels: {}
            site: { timezone: Europe/Berln }
            mail:
              host: smtp.example.org
              port: port
              password: "${NO_SUCH}"
            """));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rules: [ a, b ]                                  | one value stands here
          site: Berlin                                     | "site" is a list of
          site: { latitude: 52 }                           | here is only one
          site: { latitude: 95, longitude: 1 }             | "95" is no angle
          site: { latitude: NaN, longitude: 1 }            | "NaN" is no angle
          broker: { listen: [ "mqtts://h:1" ] }            | mqtts:// is not there yet
          broker: { listen: [ "mqtt://h:99999" ] }         | is no address of a broker
          broker: { listen: "mqtt://h" }                   | "listen" is a list
          console: { listen: "nowhere:" }                  | no address to listen at
          channels: { owner: { email: x } }                | the channel "owner" is a list
          channels: { owner: [ { emial: { to: a@b } } ] }  | did you mean "email"?
          channels: { owner: [ { email: { to: anna } } ] } | "anna" is no mail address
          channels: { own-er: [ ] }                        | cannot be the name of a channel
          cameras: { c: { snapshot: "ftp://x/" } }         | no address that can be called
          cameras: { c: { snapshot: "http://u:p@x/" } }    | no address that can be called
          connectors: { c: { http: { url: "http://x", method: PSOT } } } | did you mean POST?
          connectors: { c: { http: { url: "http://x", deadline: soon } } } | "soon" is no duration
          connectors: { c: { http: { url: "http://x", deadline: 0 s } } }  | "0 s" is no duration
          connectors: { c: { http: { url: "http://x", headers: { "a b": c } } } } | no name of a header
          mail: { host: h, from: a@b, tls: ssl }           | is none of starttls, implicit, none
          mail: { host: "${file:none}", from: a@b }        | the secret's file none cannot be read
          mail: { host: "${a b}", from: a@b }              | names no environment variable
          data: "a\\0b"                                     | no path of a file or folder
          rules: a: b                                      | this is no YAML
          { rules: a, rules: b }                           | "rules" stands here twice
          [ 1, 2 ]                                         | the configuration is a list of
          """)
  void aMistakeIsSaidInWords(String text, String expected) {
    String said = complaint(text);
    assertTrue(said.contains(expected), said);
    assertTrue(said.contains("--> belfry.yaml:1:"), said);
  }

  @Test
  void theValueOfASecretIsNotQuotedInAComplaint() {
    String said = complaint("mail: { host: h, from: a@b, port: \"${SMTP_PASSWORD}\" }");
    assertFalse(said.contains("sesame"), said);
  }

  @Test
  void deepNestingAndManyAliasesAreRefused() {
    assertTrue(complaint("rules: " + "[".repeat(100)).contains("cannot be read"));
    String laughs = "a: &a [x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: [" + "*b,".repeat(60) + "]\n";
    assertTrue(complaint(laughs).contains("aliases"), complaint(laughs));
  }

  @Test
  void moreThanTwentyMistakesAreCounted() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 27; i++) {
      text.append("unknown").append(i).append(": 1\n");
    }
    ConfigurationException complaints = complaints(text.toString());
    assertEquals(27, complaints.problems().size());
    assertTrue(complaints.words().endsWith("and 7 more\n"));
  }

  @Test
  void aFileThatWasAskedForMustBeThere() {
    String said =
        assertThrows(
                ConfigurationException.class,
                () -> ConfigurationFile.load(Optional.of(Path.of("other.yaml")), folder, Map.of()))
            .words();
    assertEquals("there is no configuration other.yaml; --config takes the path of a file", said);
  }

  @Test
  void textThatIsNotUtf8IsRefusedInWords() throws IOException {
    Files.write(folder.resolve("belfry.yaml"), new byte[] {'a', ':', ' ', (byte) 0xff});
    String said =
        assertThrows(
                ConfigurationException.class,
                () -> ConfigurationFile.load(Optional.empty(), folder, Map.of()))
            .words();
    assertEquals("the configuration belfry.yaml is not UTF-8 text; save it as UTF-8", said);
  }

  @Test
  void anotherBrokerStandsInPlaceOfTheEmbeddedOne() throws Exception {
    Configuration configuration =
        read(
            """
            site: { name: "Haus am See" }
            broker: { external: "mqtt://belfry@broker.lan:1884", password: "${SMTP_PASSWORD}" }
            """);
    ExternalBrokerSettings external = configuration.broker().external().orElseThrow();
    assertEquals(new ListenAddress("broker.lan", 1884), external.address());
    assertEquals(Optional.of("belfry"), external.user());
    assertEquals("open sesame", external.password().orElseThrow().reveal());
    assertEquals("belfry-haus-am-see", external.clientId());
    assertEquals(List.of(), configuration.broker().listen());
    assertEquals(
        Optional.of("attic"),
        read("broker: { external: \"mqtt://[::1]\", client_id: attic }")
            .broker()
            .external()
            .map(ExternalBrokerSettings::clientId));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "external: 'mqtt://a', listen: [ 'mqtt://b' ] | 1:33 | another in its place",
        "external: 'mqtt://a', users: u.txt | 1:33 | another in its place",
        "password: x | 1:11 | goes with \"external\"",
        "client_id: x | 1:11 | goes with \"external\"",
        "external: 'mqtt://a', password: x | 1:21 | a password needs a user",
        "external: 'mqtt://u:p@a' | 1:21 | a setting of its own",
        "external: 'http://a' | 1:21 | no address of a broker",
        "external: 'mqtts://a' | 1:21 | mqtts:// is not there yet",
        "external: 'mqtt://a:99999' | 1:21 | no address of a broker",
        "extrenal: 'mqtt://a' | 1:11 | did you mean \"external\"",
      })
  void whatDoesNotGoTogetherIsSaid(String broker, String place, String words) {
    String complaint = complaint("broker: { " + broker + " }");
    assertTrue(complaint.contains("belfry.yaml:" + place + "\n"), complaint);
    assertTrue(complaint.contains(words), complaint);
  }
}
