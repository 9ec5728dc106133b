package dev.belfry.connectors.sink;

import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Puts what went wrong between here and a host into a person's words. */
public final class NetworkFault {
  /** How deep causes are followed. */
  private static final int CAUSES_MAX = 10;

  private NetworkFault() {}

  /** Says what happened on the way to the host. */
  public static String words(Throwable fault, String host) {
    List<Throwable> causes =
        Stream.iterate(fault, Objects::nonNull, Throwable::getCause).limit(CAUSES_MAX).toList();
    Throwable root = causes.getLast();
    Throwable telling = causes.stream().filter(NetworkFault::isTelling).findFirst().orElse(root);
    return switch (telling) {
      case UnknownHostException unknown -> "there is no host named " + host;
      case NoRouteToHostException noRoute -> "there is no way to " + host;
      case ConnectException refused -> host + " takes no connection";
      case SSLException tls -> "no secure connection with " + host + ": " + message(root);
      case InterruptedIOException slow -> host + " did not answer in time";
      case SocketException broken -> "the connection with " + host + " broke: " + message(broken);
      default -> "the exchange with " + host + " failed: " + message(telling);
    };
  }

  private static boolean isTelling(Throwable cause) {
    return cause instanceof ConnectException
        || cause instanceof UnknownHostException
        || cause instanceof NoRouteToHostException
        || cause instanceof SSLException;
  }

  private static String message(Throwable cause) {
    String message = cause.getMessage();
    return message == null || message.isBlank()
        ? cause.getClass().getSimpleName()
        : Line.of(message, 200);
  }
}
