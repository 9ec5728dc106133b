package io.moquette.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.moquette.interception.BrokerInterceptor;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A session thread outlives the commands that fail on it. */
final class GuardedLoopsTest {
  @ParameterizedTest
  @ValueSource(strings = {"exception", "stack overflow"})
  void disconnectTheClientWhoseCommandFailedAndGoOn(String failure) throws Exception {
    BlockingQueue<String> disconnected = new LinkedBlockingQueue<>();
    BrokerInterceptor interceptor = new BrokerInterceptor(List.of());
    GuardedLoops loops = new GuardedLoops(interceptor, 64, disconnected::add);
    try {
      loops.routeCommand("bad", "fail", () -> fail(failure));
      assertEquals("bad", disconnected.poll(10, TimeUnit.SECONDS));
      CountDownLatch ran = new CountDownLatch(1);
      loops.routeCommand(
          "bad",
          "go on",
          () -> {
            ran.countDown();
            return GuardedLoops.nothing();
          });
      assertTrue(ran.await(10, TimeUnit.SECONDS), "the thread is gone");
      assertTrue(disconnected.isEmpty());
    } finally {
      loops.terminate();
      interceptor.stop();
    }
  }

  private static Void fail(String failure) {
    if (failure.equals("exception")) {
      throw new IllegalStateException("broken");
    }
    throw new StackOverflowError();
  }
}
