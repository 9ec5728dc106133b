package dev.belfry.service.command;

import dev.belfry.codec.Decoder;
import dev.belfry.codec.Printed;
import dev.belfry.codec.Value;
import dev.belfry.event.Payload;
import dev.belfry.service.control.ControlFile;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

/** Gives orders to the service that runs on a data folder. */
final class ServiceClient {
  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(5);
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(15);
  private static final int GOOD = 200;
  private static final int UNAUTHORIZED = 401;

  private final Path data;
  private final ControlFile control;

  private ServiceClient(Path data, ControlFile control) {
    this.data = data;
    this.control = control;
  }

  /** A client of the service that runs on a data folder. */
  static ServiceClient on(Path data) throws CommandFailure {
    try {
      return new ServiceClient(data, ControlFile.read(data).orElseThrow(() -> NoService.at(data)));
    } catch (IOException unreadable) {
      throw CommandFailure.misuse(
          "the service on "
              + data
              + " takes orders only from those who may read its control file ("
              + unreadable
              + ")");
    }
  }

  /** Asks for something; answers it. */
  Value get(String path) throws CommandFailure, InterruptedException {
    return send(request(path).GET().build());
  }

  /** Gives an order, and returns when it was carried out. */
  void post(String path, Value order) throws CommandFailure, InterruptedException {
    send(request(path).POST(HttpRequest.BodyPublishers.ofString(Printed.json(order))).build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(control.url().resolve(path))
        .timeout(LONGEST_ANSWER)
        .header("Authorization", "Bearer " + control.token())
        .header("Content-Type", "application/json");
  }

  private Value send(HttpRequest request) throws CommandFailure, InterruptedException {
    HttpResponse<byte[]> response;
    try (HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LONGEST_CONNECT)
            .build()) {
      response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException nobody) {
      // It was killed and left its file behind.
      throw NoService.at(data);
    }
    Value answer = Decoder.UNTYPED.decode(Payload.of(response.body()));
    if (response.statusCode() == GOOD) {
      return answer;
    }
    if (response.statusCode() != UNAUTHORIZED
        && answer instanceof Value.Fields fields
        && fields.fields().get("error") instanceof Value.Text words) {
      throw CommandFailure.refused(words.text());
    }
    // Somebody else listens where a service that was killed did.
    throw NoService.at(data);
  }
}
