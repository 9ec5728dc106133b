package dev.belfry.broker;

import io.moquette.broker.Doorkeeper;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The users and their passwords, checked on a thread of their own because a check takes its time.
 *
 * <p>A password that was right is remembered as a keyed digest, so that a house full of devices
 * that come back after a power cut need not wait for bcrypt a second time.
 */
final class Credentials implements Doorkeeper, AutoCloseable {
  private static final int MOST_WAITING = 1024;

  /** Checked for unknown names, so that they take as long as known ones. */
  private static final String NOBODYS_HASH =
      "$2a$10$abcdefghijklmnopqrstuuTZcNGd6JDSXLy2uUNb4vL8LdEkSKq3S";

  private final Map<String, String> users;
  private final ConcurrentMap<String, byte[]> known = new ConcurrentHashMap<>();
  private final byte[] key = new byte[32];
  private final ThreadPoolExecutor checks =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_WAITING),
          Thread.ofPlatform().name("belfry-mqtt-passwords").daemon().factory());

  Credentials(Map<String, String> users) {
    this.users = users;
    new SecureRandom().nextBytes(key);
  }

  @Override
  public CompletionStage<Boolean> admits(@Nullable String user, byte @Nullable [] password) {
    if (users.isEmpty()) {
      return CompletableFuture.completedFuture(true);
    }
    if (user == null || password == null) {
      return CompletableFuture.completedFuture(false);
    }
    byte[] digest = digest(password);
    byte[] before = known.get(user);
    if (before != null && MessageDigest.isEqual(before, digest)) {
      return CompletableFuture.completedFuture(true);
    }
    return check(user, password, digest, checks);
  }

  private CompletionStage<Boolean> check(
      String user, byte[] password, byte[] digest, Executor executor) {
    try {
      return CompletableFuture.supplyAsync(() -> isRight(user, password, digest), executor);
    } catch (RejectedExecutionException tooMany) {
      return CompletableFuture.failedFuture(tooMany);
    }
  }

  private boolean isRight(String user, byte[] password, byte[] digest) {
    String hash = users.get(user);
    boolean right = Passwords.verify(password, hash == null ? NOBODYS_HASH : hash) && hash != null;
    if (right) {
      known.put(user, digest);
    }
    return right;
  }

  private byte[] digest(byte[] password) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(key);
      return sha256.digest(password);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  @Override
  public void close() {
    checks.shutdownNow();
  }
}
