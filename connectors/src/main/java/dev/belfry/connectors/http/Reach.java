package dev.belfry.connectors.http;

import dev.belfry.connectors.sink.Attempt;
import dev.belfry.connectors.sink.Deadline;
import dev.belfry.connectors.sink.NetworkFault;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Finds out whether a host takes connections, without asking anything of it. */
final class Reach {
  private Reach() {}

  static Attempt of(URI origin, Duration limit, ScheduledExecutorService timer) {
    String host = origin.getHost();
    boolean secure = "https".equalsIgnoreCase(origin.getScheme());
    int port = origin.getPort() >= 0 ? origin.getPort() : secure ? 443 : 80;
    Socket socket = new Socket();
    try (Deadline deadline = Deadline.start(timer, limit, socket)) {
      try (socket) {
        connect(socket, host, port, limit);
        String keys = secure ? handshake(socket, host, port) : "";
        return new Attempt.Done(host + " takes connections on port " + port + keys);
      } catch (IOException fault) {
        return Attempt.Again.down(
            deadline.hasPassed()
                ? host + " did not answer within " + Deadline.words(limit)
                : NetworkFault.words(fault, host));
      }
    }
  }

  private static void connect(Socket socket, String host, int port, Duration limit)
      throws IOException {
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new UnknownHostException(host);
    }
    socket.connect(address, Math.toIntExact(limit.toMillis()));
  }

  private static String handshake(Socket socket, String host, int port) throws IOException {
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    try (SSLSocket secured = (SSLSocket) factory.createSocket(socket, host, port, true)) {
      SSLParameters parameters = secured.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      secured.setSSLParameters(parameters);
      secured.startHandshake();
      return ", secured by " + secured.getSession().getProtocol();
    }
  }
}
