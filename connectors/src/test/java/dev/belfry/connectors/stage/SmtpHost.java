package dev.belfry.connectors.stage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** A mail server with STARTTLS, and with replies that a test can change. */
public final class SmtpHost implements AutoCloseable {
  private final ServerSocket server;
  private final Optional<SSLSocketFactory> tls;
  private final boolean implicit;
  private final UnaryOperator<String> script;
  private final List<String> said = new CopyOnWriteArrayList<>();
  private final List<String> mails = new CopyOnWriteArrayList<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  private SmtpHost(
      ServerSocket server,
      Optional<SSLSocketFactory> tls,
      boolean implicit,
      UnaryOperator<String> script) {
    this.server = server;
    this.tls = tls;
    this.implicit = implicit;
    this.script = script;
  }

  /**
   * Starts one.
   *
   * @param tls offered where present
   * @param script the reply to a command; empty for the usual one, {@code "-"} for none at all
   */
  public static SmtpHost start(Optional<SSLSocketFactory> tls, UnaryOperator<String> script) {
    return start(tls, false, script);
  }

  /** Starts one that speaks TLS from the first byte. */
  public static SmtpHost secured(SSLSocketFactory tls) {
    return start(Optional.of(tls), true, line -> "");
  }

  private static SmtpHost start(
      Optional<SSLSocketFactory> tls, boolean implicit, UnaryOperator<String> script) {
    try {
      ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      SmtpHost host = new SmtpHost(socket, tls, implicit, script);
      Thread.ofPlatform().daemon().start(host::accept);
      return host;
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        sockets.add(socket);
        Thread.ofPlatform().daemon().start(() -> serve(socket));
      }
    } catch (IOException closed) {
      // The test has ended.
    }
  }

  private void serve(Socket plain) {
    try (plain) {
      if (implicit) {
        Talk talk = new Talk(secured(plain));
        talk.say("220 test");
        talk.run(true);
        return;
      }
      Talk talk = new Talk(plain);
      talk.say("220 test");
      if (talk.run(false)) {
        new Talk(secured(plain)).run(true);
      }
    } catch (IOException gone) {
      // The other side hung up.
    }
  }

  private SSLSocket secured(Socket plain) throws IOException {
    SSLSocketFactory factory = tls.orElseThrow();
    SSLSocket secured = (SSLSocket) factory.createSocket(plain, "localhost", 0, true);
    secured.setUseClientMode(false);
    said.add("(secured)");
    return secured;
  }

  private final class Talk {
    private final Socket socket;
    private final BufferedReader in;

    Talk(Socket socket) throws IOException {
      this.socket = socket;
      this.in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    }

    void say(String reply) throws IOException {
      if (!reply.equals("-")) {
        socket.getOutputStream().write((reply + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      }
    }

    /** Whether TLS is to begin. */
    boolean run(boolean secured) throws IOException {
      for (@Nullable String line = in.readLine(); line != null; line = in.readLine()) {
        said.add(line);
        String scripted = script.apply(line);
        String usual = scripted.isEmpty() ? usual(line, secured) : scripted;
        say(usual);
        if (usual.startsWith("220")) {
          return true;
        }
        if (usual.startsWith("354")) {
          data();
        }
      }
      return false;
    }

    private void data() throws IOException {
      StringBuilder mail = new StringBuilder();
      for (@Nullable String line = in.readLine(); line != null && !line.equals("."); ) {
        mail.append(line).append("\r\n");
        line = in.readLine();
      }
      String scripted = script.apply(".");
      if (scripted.isEmpty()) {
        mails.add(mail.toString());
      }
      say(scripted.isEmpty() ? "250 taken" : scripted);
    }

    private String usual(String line, boolean secured) {
      String verb = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
      return switch (verb) {
        case "EHLO" -> extensions(secured);
        case "STARTTLS" -> "220 go ahead";
        case "AUTH" -> "235 welcome";
        case "DATA" -> "354 go ahead";
        case "QUIT" -> "221 bye";
        default -> "250 fine";
      };
    }

    private String extensions(boolean secured) {
      return tls.isPresent() && !secured
          ? "250-test\r\n250 STARTTLS"
          : "250-test\r\n250 AUTH PLAIN";
    }
  }

  /** All that clients said, but for the mails. */
  public List<String> said() {
    return said;
  }

  /** The mails that were taken, as they came. */
  public List<String> mails() {
    return mails;
  }

  public int port() {
    return server.getLocalPort();
  }

  @Override
  public void close() {
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
