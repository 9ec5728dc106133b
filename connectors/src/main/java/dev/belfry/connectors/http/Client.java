package dev.belfry.connectors.http;

import dev.belfry.connectors.sink.Credentials;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.DefaultRedirectStrategy;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.config.CharCodingConfig;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** Sets Apache's client up so that each request stands alone and nothing is repeated unasked. */
final class Client {
  private static final int CONNECTIONS_MAX = 8;
  private static final int REDIRECTS_MAX = 3;

  private Client() {}

  static CloseableHttpClient make(
      HttpHost host, Optional<Credentials> credentials, Redirects redirects, Duration deadline) {
    HttpClientBuilder builder =
        HttpClientBuilder.create()
            .setConnectionManager(connections(Timeout.of(deadline)))
            .setDefaultRequestConfig(requests(Timeout.of(deadline)))
            .setUserAgent("Belfry")
            // A kept connection may be dead by the next event; calls are rare and must get through.
            .setConnectionReuseStrategy((request, response, context) -> false)
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableContentCompression()
            .disableAuthCaching();
    credentials.ifPresent(shown -> builder.setDefaultCredentialsProvider(provider(host, shown)));
    return switch (redirects) {
      case NONE -> builder.disableRedirectHandling().build();
      case SAME_HOST -> builder.setRedirectStrategy(new SameHost()).build();
    };
  }

  private static PoolingHttpClientConnectionManager connections(Timeout deadline) {
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setMaxConnTotal(CONNECTIONS_MAX)
        .setMaxConnPerRoute(CONNECTIONS_MAX)
        .setConnectionFactory(
            ManagedHttpClientConnectionFactory.builder()
                .charCodingConfig(
                    CharCodingConfig.custom().setCharset(StandardCharsets.UTF_8).build())
                .build())
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(deadline)
                .setSocketTimeout(deadline)
                .build())
        .setTlsSocketStrategy(new LateTls())
        .build();
  }

  private static RequestConfig requests(Timeout deadline) {
    return RequestConfig.custom()
        .setConnectionRequestTimeout(deadline)
        .setResponseTimeout(deadline)
        .setMaxRedirects(REDIRECTS_MAX)
        // Small devices stumble over an offer to switch to TLS.
        .setProtocolUpgradeEnabled(false)
        .build();
  }

  private static BasicCredentialsProvider provider(HttpHost host, Credentials credentials) {
    BasicCredentialsProvider provider = new BasicCredentialsProvider();
    provider.setCredentials(
        new AuthScope(host),
        new UsernamePasswordCredentials(credentials.user(), credentials.password().toCharArray()));
    return provider;
  }

  private static final class SameHost extends DefaultRedirectStrategy {
    @Override
    public boolean isRedirectAllowed(
        HttpHost current, HttpHost next, HttpRequest redirect, HttpContext context) {
      return current.equals(next);
    }
  }

  /** Reads the certificates that are trusted when they are first needed: that takes a while. */
  private static final class LateTls implements TlsSocketStrategy {
    private @Nullable TlsSocketStrategy strategy;

    private synchronized TlsSocketStrategy strategy() {
      if (strategy == null) {
        strategy = DefaultClientTlsStrategy.createDefault();
      }
      return strategy;
    }

    @Override
    public SSLSocket upgrade(
        Socket socket, String target, int port, Object attachment, HttpContext context)
        throws IOException {
      return strategy().upgrade(socket, target, port, attachment, context);
    }
  }
}
