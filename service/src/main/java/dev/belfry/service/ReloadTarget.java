package dev.belfry.service;

import dev.belfry.service.loop.Loop;
import dev.belfry.service.rules.LoadedRules;
import dev.belfry.service.terminal.Terminal;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Shows each set of rules that was loaded, and hands a new program to the loop once it runs. */
final class ReloadTarget implements Consumer<LoadedRules> {
  private final Terminal terminal;
  private final AtomicLong generation = new AtomicLong();
  private final AtomicInteger errors = new AtomicInteger();
  private @Nullable Loop loop;

  ReloadTarget(Terminal terminal, MeterRegistry metrics) {
    this.terminal = terminal;
    metrics.gauge("belfry.rules.generation", generation);
    metrics.gauge("belfry.rules.errors", errors);
  }

  /** From now on programs go to this loop; it has started with the last one loaded. */
  synchronized void hand(Loop running) {
    loop = running;
  }

  @Override
  public synchronized void accept(LoadedRules rules) {
    terminal.loaded(rules);
    long count = rules.diagnostics().stream().filter(each -> each.isError()).count();
    errors.set((int) count);
    if (generation.getAndSet(rules.generation()) != rules.generation() && loop != null) {
      var unused = loop.reload(rules.program());
    }
  }
}
