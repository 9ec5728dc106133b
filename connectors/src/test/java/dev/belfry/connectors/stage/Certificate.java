package dev.belfry.connectors.stage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** A fresh certificate for one name, and whom it convinces. */
public final class Certificate {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final KeyStore store;

  private Certificate(KeyStore store) {
    this.store = store;
  }

  /** Made by the JDK's own keytool; {@code san} is like {@code dns:localhost}. */
  public static Certificate forName(String san, Path folder) {
    Path file = folder.resolve("certificate.p12");
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    List<String> command =
        List.of(
            keytool.toString(),
            "-genkeypair -alias host -keyalg EC -storetype PKCS12 -dname CN=test -validity 2",
            "-storepass " + new String(PASSWORD),
            "-keystore " + file,
            "-ext san=" + san);
    try {
      List<String> words =
          command.stream().flatMap(part -> List.of(part.split(" ")).stream()).toList();
      int exit = new ProcessBuilder(words).inheritIO().start().waitFor();
      if (exit != 0) {
        throw new IllegalStateException("keytool ended with " + exit);
      }
      KeyStore store = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(file)) {
        store.load(in, PASSWORD);
      }
      return new Certificate(store);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    } catch (GeneralSecurityException | InterruptedException fault) {
      throw new IllegalStateException(fault);
    }
  }

  /** What a server shows it with. */
  public SSLSocketFactory serving() {
    try {
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException fault) {
      throw new IllegalStateException(fault);
    }
  }

  /** What a client that trusts it connects with. */
  public SSLSocketFactory trusting() {
    try {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry("host", store.getCertificate("host"));
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    } catch (GeneralSecurityException fault) {
      throw new IllegalStateException(fault);
    }
  }
}
