package dev.belfry.service.loop;

/** Where the loop hands on what came of its steps. */
public record LoopPorts(Post post, LoopObserver observer, Recorder recorder) {}
