package dev.belfry.service;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A folder with the burglar alarm's configuration and whatever rules a test puts there. */
final class House implements AutoCloseable {
  private static final URI NOWHERE = URI.create("http://127.0.0.1:9/");
  private static final Path EXAMPLE = BelfryProcess.ROOT.resolve("examples/burglar-alarm");

  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private final List<BelfryProcess> started = new ArrayList<>();

  private House(Path folder) {
    this.folder = folder;
  }

  /** A house whose mail goes to files. */
  static House in(Path folder) throws IOException {
    House house = new House(folder);
    Files.createDirectories(house.rules());
    house.configure(house.example().replaceAll("(?m)^mail:.*$", ""));
    return house.camera(NOWHERE).siren(NOWHERE).environment("ALARM_MAIL", MailHost.OWNER);
  }

  private String example() throws IOException {
    return Files.readString(EXAMPLE.resolve("belfry.yaml"));
  }

  void configure(String yaml) throws IOException {
    Files.writeString(folder.resolve("belfry.yaml"), yaml);
  }

  House environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  House mail(int port) throws IOException {
    configure(example().replace("port: 587, tls: starttls", "port: " + port + ", tls: none"));
    return environment("SMTP_HOST", "127.0.0.1")
        .environment("SMTP_USER", MailHost.USER)
        .environment("SMTP_PASSWORD", MailHost.PASSWORD);
  }

  House camera(URI address) {
    return environment("CAMERA_URL", address.toString())
        .environment("CAMERA_USER", DigestCamera.USER)
        .environment("CAMERA_PASSWORD", DigestCamera.PASSWORD);
  }

  House siren(URI address) {
    return environment("SIREN_URL", address.toString());
  }

  Path folder() {
    return folder;
  }

  Path rules() {
    return folder.resolve("rules");
  }

  House rule(String file, String text) throws IOException {
    Path path = rules().resolve(file);
    Files.createDirectories(path.resolveSibling("."));
    Files.writeString(path, text);
    return this;
  }

  /** The rules of the example, with delays that suit a test. */
  House burglarAlarm() throws IOException {
    String alarm = Files.readString(BelfryProcess.ROOT.resolve("rules/burglar-alarm.rules"));
    rule(
        "burglar-alarm.rules",
        alarm.replace("60 s", "1 s").replace("30 s", "1 s").replace("3 min", "2 s"));
    return rule(
        "siren-endpoint.rules", Files.readString(EXAMPLE.resolve("rules/siren-endpoint.rules")));
  }

  /** Starts the service on free ports and waits until it says ready. */
  BelfryProcess run(String... options) throws IOException {
    return runAt(0, options);
  }

  /** Starts the service with its broker at a port, and waits until it says ready. */
  BelfryProcess runAt(int mqttPort, String... options) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "run",
                "--config",
                "belfry.yaml",
                "--mqtt-port",
                String.valueOf(mqttPort),
                "--http-port",
                "0"));
    arguments.addAll(List.of(options));
    return start(arguments).awaitReady();
  }

  /** Starts any command. */
  BelfryProcess start(List<String> arguments) throws IOException {
    BelfryProcess process = BelfryProcess.start(folder, environment, arguments);
    started.add(process);
    return process;
  }

  @Override
  public void close() {
    started.forEach(BelfryProcess::close);
  }
}
