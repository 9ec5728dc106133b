package dev.belfry.service.world;

import dev.belfry.event.Message;
import dev.belfry.event.MessagePort;
import dev.belfry.event.Packet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Lets messages through until the service ends. */
final class Gate implements MessagePort {
  private final MessagePort port;
  private volatile boolean open = true;

  Gate(MessagePort port) {
    this.port = port;
  }

  void close() {
    open = false;
  }

  @Override
  public CompletionStage<Void> accept(Message message) {
    return open ? port.accept(message) : refused();
  }

  @Override
  public CompletionStage<Void> accept(Message message, Packet packet) {
    return open ? port.accept(message, packet) : refused();
  }

  @Override
  public void repeated(Packet packet) {
    if (open) {
      port.repeated(packet);
    }
  }

  private static CompletionStage<Void> refused() {
    return CompletableFuture.failedFuture(new IllegalStateException("Belfry is ending"));
  }
}
