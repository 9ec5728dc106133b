package dev.belfry.connectors.email;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

/**
 * Knows the sockets of one attempt. The mail library hands its socket to nobody, and only closing
 * it ends a read or a write that a server lets hang.
 */
final class Wires implements Closeable {
  private final SSLSocketFactory tls;
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean closed = new AtomicBoolean();

  Wires(SSLSocketFactory tls) {
    this.tls = tls;
  }

  /** Makes the socket of a connection that is begun in clear. */
  SocketFactory plain() {
    return new Plain();
  }

  /** Secures a connected socket: the library never asks a factory for TLS to connect by itself. */
  SSLSocketFactory securing() {
    return new Securing();
  }

  private Socket known(Socket socket) {
    sockets.add(socket);
    if (closed.get()) {
      close();
    }
    return socket;
  }

  @Override
  public void close() {
    closed.set(true);
    for (Socket socket : sockets) {
      try {
        socket.close();
      } catch (IOException gone) {
        // It was broken already, which is all that is wanted.
      }
    }
  }

  private static UnsupportedOperationException connectedLater() {
    return new UnsupportedOperationException("sockets are connected after they are made");
  }

  private final class Plain extends SocketFactory {
    @Override
    public Socket createSocket() {
      return known(new Socket());
    }

    @Override
    public Socket createSocket(String host, int port) {
      throw connectedLater();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
      throw connectedLater();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
      throw connectedLater();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
      throw connectedLater();
    }
  }

  private final class Securing extends SSLSocketFactory {
    @Override
    public Socket createSocket(Socket plain, String host, int port, boolean autoClose)
        throws IOException {
      return tls.createSocket(known(plain), host, port, autoClose);
    }

    @Override
    public Socket createSocket(String host, int port) {
      throw connectedLater();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
      throw connectedLater();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
      throw connectedLater();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
      throw connectedLater();
    }

    @Override
    public String[] getDefaultCipherSuites() {
      return tls.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
      return tls.getSupportedCipherSuites();
    }
  }
}
