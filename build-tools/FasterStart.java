import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes {@code belfry.jsa} beside the program's jar: the classes of a start as this Java holds
 * them in memory, so that a start need not read and check each of them again. Which they are is
 * seen in a run of the service. A start without it is slower and nothing else, which is why no
 * failure here fails a build.
 */
public final class FasterStart {
  /** Far longer than any step takes. */
  private static final int PATIENCE_SECONDS = 60;

  /** Since then an archive may hold its classes linked, and any collector can write it whole. */
  private static final int LINKING_JAVA = 24;

  private static final Pattern MQTT = Pattern.compile("mqtt://127\\.0\\.0\\.1:(\\d+)");
  private static final Pattern HTTP = Pattern.compile("http://\\S+");

  private static final String CONFIGURATION =
      """
      site:     { name: Home, timezone: Europe/Berlin, latitude: 52.52, longitude: 13.405 }
      channels: { owner: [ { email: { to: owner@example.org } } ] }
      cameras:  { porch: { snapshot: "http://127.0.0.1:9/" } }
      """;

  /** A little of what rules usually hold, and a topic that nothing uses, which brings a warning. */
  private static final String RULES =
      """
      topic door(room) = "home/{room}/door" : "open" | "closed"
      topic mode       = "alarm/mode"       : "off" | "home" | "away" = "away"
      topic siren      = "home/siren/set"   : "ON" | "OFF"
      topic freezer    = "freezer/temp"     : number
      topic window     = "home/window"      : "open" | "closed"

      rule "Burglar alert" {
        when  door(room) becomes "open"
        while mode is "away" and time between 00:00 and 23:59
        then
          publish siren "ON" qos 1
          notify owner "The {room} door was opened"
          wait 1 min
          if mode is "off" { stop }
          publish siren "OFF"
      }

      rule "Greeting" {
        when startup or every 5 min or at 07:00 or at sunset
        then log "It is {now}"
      }

      alert "Freezer is warming" {
        while freezer > -15 for 10 min
        severity critical
        message "The freezer is at {freezer} °C"
        notify owner
        remind every 30 min
      }

      test "nobody answers" {
        send freezer "-10"
        after 10 min
        expect notify owner containing "-10"
      }
      """;

  /** MQTT 3.1.1's CONNECT as client "a", and a PUBLISH with QoS 1. */
  private static final String PACKETS =
      "\u0010\r\0\4MQTT\4\2\0\74\0\1a" + "2\u0016\0\16home/hall/door\0\1open";

  /** The CONNACK and the PUBACK. */
  private static final int ANSWER_LENGTH = 8;

  private final Path launcher;
  private final Path folder;

  private FasterStart(Path launcher, Path folder) {
    this.launcher = launcher;
    this.folder = folder;
  }

  /** Takes the folder of the project. */
  public static void main(String[] args) throws IOException {
    Path project = Path.of(args[0]).toAbsolutePath().normalize();
    Path target = project.resolve("service/target");
    Path archive = target.resolve("belfry.jsa");
    Path folder = target.resolve("faster-start");
    remove(folder);
    // That of an earlier jar is of no use.
    Files.deleteIfExists(archive);
    try {
      Files.createDirectories(folder);
      FasterStart start = new FasterStart(project.resolve("belfry"), folder);
      start.watchARun();
      Files.move(start.dump(), archive, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | InterruptedException without) {
      System.out.println("Starts will be slower than they could be: " + without.getMessage());
    } finally {
      remove(folder);
    }
  }

  private void watchARun() throws IOException, InterruptedException {
    Files.writeString(folder.resolve("belfry.yaml"), CONFIGURATION);
    Files.createDirectories(folder.resolve("rules"));
    Files.writeString(folder.resolve("rules/some.rules"), RULES);
    Process service =
        launch(
            List.of("-XX:DumpLoadedClassList=classes", "-Djava.io.tmpdir=."),
            List.of("run", "--mqtt-port", "0", "--http-port", "0"));
    try (BufferedReader out = service.inputReader()) {
      String ready = null;
      boolean warned = false;
      // The rules are looked through after the start, and by other commands.
      while (ready == null || !warned) {
        String line = out.readLine();
        if (line == null) {
          throw new IOException("the service did not become ready");
        }
        ready = line.startsWith("ready") ? line : ready;
        warned |= line.startsWith("warning");
      }
      use(ready);
    }
    service.destroy();
    service.waitFor();
  }

  /** What is used in the first second after a start should be quick as well. */
  private static void use(String ready) throws IOException {
    Matcher mqtt = MQTT.matcher(ready);
    Matcher http = HTTP.matcher(ready);
    if (!mqtt.find() || !http.find()) {
      throw new IOException("the service was not ready: " + ready);
    }
    URI.create(http.group() + "/readyz").toURL().openStream().close();
    try (Socket socket = new Socket("127.0.0.1", Integer.parseInt(mqtt.group(1)))) {
      socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
      OutputStream out = socket.getOutputStream();
      out.write(PACKETS.getBytes(StandardCharsets.US_ASCII));
      out.flush();
      if (socket.getInputStream().readNBytes(ANSWER_LENGTH).length < ANSWER_LENGTH) {
        throw new IOException("the broker did not take a message");
      }
    }
  }

  private Path dump() throws IOException, InterruptedException {
    List<String> options = new ArrayList<>();
    options.add("-Xshare:dump");
    options.add("-XX:SharedClassListFile=classes");
    options.add("-XX:SharedArchiveFile=archive");
    if (Runtime.version().feature() >= LINKING_JAVA) {
      options.add("-XX:+AOTClassLinking");
    } else {
      options.add("-XX:-UseSerialGC");
      options.add("-XX:+UseG1GC");
    }
    Process dump = launch(options, List.of());
    dump.inputReader().lines().forEach(line -> {});
    Path written = folder.resolve("archive");
    if (dump.waitFor() != 0 || !Files.exists(written)) {
      throw new IOException("Java wrote no archive");
    }
    // Its name must not be on the disk before its content is.
    try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    return written;
  }

  /** Through the launcher, for Java uses an archive only with the options that it was made with. */
  private Process launch(List<String> options, List<String> arguments) throws IOException {
    List<String> all = new ArrayList<>(options);
    // Neither lives long enough for the better compiler to be worth its time.
    all.add("-XX:TieredStopAtLevel=1");
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    // Names of files are relative to the folder: the launcher splits these at blanks.
    builder.environment().put("BELFRY_JAVA_OPTIONS", String.join(" ", all));
    builder.environment().put("BELFRY_BUILD", "never");
    Process process = builder.start();
    process.getOutputStream().close();
    CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .execute(process::destroyForcibly);
    return process;
  }

  private static void remove(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
