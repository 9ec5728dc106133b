package dev.belfry.connectors.stage;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A host that takes connections, if at all, and then misbehaves until the test ends. */
public final class BadHost implements AutoCloseable {
  private static final Duration DRIP = Duration.ofMillis(20);

  private final ServerSocket server;
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicInteger visits = new AtomicInteger();

  private BadHost(ServerSocket server) {
    this.server = server;
  }

  private interface Behaviour {
    void toward(Socket socket, CountDownLatch ended) throws IOException, InterruptedException;
  }

  /** Takes connections and says nothing. */
  public static BadHost silent() {
    return start((socket, ended) -> ended.await());
  }

  /** Says this, and then one byte after the other for ever. */
  public static BadHost trickling(String start) {
    return start((socket, ended) -> {
      OutputStream out = socket.getOutputStream();
      out.write(start.getBytes(StandardCharsets.ISO_8859_1));
      while (!ended.await(DRIP.toMillis(), TimeUnit.MILLISECONDS)) {
        out.write('x');
        out.flush();
      }
    });
  }

  /** Says this, and then sends zeros as fast as they are taken, for ever. */
  public static BadHost flooding(String start) {
    return start((socket, ended) -> {
      OutputStream out = socket.getOutputStream();
      out.write(start.getBytes(StandardCharsets.ISO_8859_1));
      byte[] zeros = new byte[64 * 1024];
      while (ended.getCount() > 0) {
        out.write(zeros);
      }
    });
  }

  /** Closes each connection at once. */
  public static BadHost slamming() {
    return start((socket, ended) -> socket.close());
  }

  /** Lets connections hang: its queue is full and nobody takes from it. */
  public static BadHost unreachable() {
    try {
      BadHost host = new BadHost(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      List<Socket> fillers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Socket filler = new Socket();
        fillers.add(filler);
        host.fill(filler);
      }
      host.sockets.addAll(fillers);
      return host;
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private void fill(Socket filler) {
    try {
      filler.connect(server.getLocalSocketAddress(), 50);
    } catch (IOException full) {
      // That is what it is to be.
    }
  }

  private static BadHost start(Behaviour behaviour) {
    try {
      BadHost host = new BadHost(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
      Thread.ofVirtual().start(() -> host.accept(behaviour));
      return host;
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private void accept(Behaviour behaviour) {
    try {
      while (true) {
        Socket socket = server.accept();
        sockets.add(socket);
        visits.incrementAndGet();
        Thread.ofPlatform().daemon().start(() -> behave(behaviour, socket));
      }
    } catch (IOException closed) {
      // The test has ended.
    }
  }

  private void behave(Behaviour behaviour, Socket socket) {
    try (socket) {
      behaviour.toward(socket, ended);
    } catch (IOException gone) {
      // The other side hung up.
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  public int port() {
    return server.getLocalPort();
  }

  public String url(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  /** How many connections it took. */
  public int visits() {
    return visits.get();
  }

  @Override
  public void close() {
    ended.countDown();
    try {
      server.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
