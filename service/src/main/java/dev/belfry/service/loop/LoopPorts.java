package dev.belfry.service.loop;

/** Where the loop hands on what came of its steps. */
public record LoopPorts(
    MessagePublisher publisher, Delivery delivery, LoopObserver observer, Recorder recorder) {}
