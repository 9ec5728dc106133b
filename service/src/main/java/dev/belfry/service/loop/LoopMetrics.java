package dev.belfry.service.loop;

import dev.belfry.effect.Effect;
import dev.belfry.machine.Report;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** The numbers that show how the loop does. */
final class LoopMetrics {
  private final MeterRegistry registry;
  private final Counter inputs;
  private final Counter refused;
  private final Counter misfits;
  private final Counter fired;
  private final Counter overflows;
  private final Counter commitFailures;
  private final Timer commits;

  LoopMetrics(MeterRegistry registry, WorkQueue queue) {
    this.registry = registry;
    inputs = counter("belfry.inputs", "inputs that the machine was stepped through");
    refused = counter("belfry.inputs.refused", "messages that could not be taken");
    misfits = counter("belfry.misfits", "payloads that did not fit their topic's type");
    fired = counter("belfry.rules.fired", "runs of rules");
    overflows = counter("belfry.overflows", "limits of what is remembered that were reached");
    commitFailures = counter("belfry.commit.failures", "commits that failed and were tried again");
    commits =
        Timer.builder("belfry.commits").description("commits to the store").register(registry);
    registry.gauge("belfry.inputs.waiting", queue, WorkQueue::size);
  }

  private Counter counter(String name, String description) {
    return Counter.builder(name).description(description).register(registry);
  }

  void stepped() {
    inputs.increment();
  }

  void refused() {
    refused.increment();
  }

  void reported(Report report) {
    if (report instanceof Report.Misfit) {
      misfits.increment();
    } else if (report instanceof Report.Fired) {
      fired.increment();
    } else if (report instanceof Report.Overflow) {
      overflows.increment();
    }
  }

  void effect(Effect effect) {
    String kind =
        switch (effect) {
          case Effect.Publish publish -> "publish";
          case Effect.Notify notification -> "notify";
          case Effect.Call call -> "call";
          case Effect.Alert alert -> "alert";
          case Effect.Log log -> "log";
        };
    registry.counter("belfry.effects", "kind", kind).increment();
  }

  void commitFailed() {
    commitFailures.increment();
  }

  Timer commits() {
    return commits;
  }
}
