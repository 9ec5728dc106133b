package dev.belfry.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.belfry.effect.Effect;
import dev.belfry.machine.Outcome;
import org.junit.jupiter.api.Test;

/** Runs every benchmark once, so that each goes on to measure what its name says. */
class BenchmarksTest {
  private final ProcessorTime time = new ProcessorTime();

  @Test
  void quietEventsFireNothing() {
    EventCost cost = new EventCost();
    cost.load();
    assertSame(Outcome.NOTHING, cost.text(time));
    assertSame(Outcome.NOTHING, cost.spread(time));
    assertSame(Outcome.NOTHING, cost.unread(time));
    assertSame(Outcome.NOTHING, cost.number(time));
    assertSame(Outcome.NOTHING, cost.object(time));
    assertSame(Outcome.NOTHING, cost.capture(time));
  }

  @Test
  void whatChangedIsTakenAfterABatch() {
    EventCost cost = new EventCost();
    cost.load();
    for (int i = 0; i < 200; i++) {
      assertSame(Outcome.NOTHING, cost.stored(time));
    }
  }

  @Test
  void aPressPublishes() {
    EventCost cost = new EventCost();
    cost.load();
    Outcome outcome = cost.firing(time);
    assertEquals(1, outcome.effects().size());
    assertInstanceOf(Effect.Publish.class, outcome.effects().getFirst());
  }

  @Test
  void asManyRulesAreCompiledAsWereAskedFor() {
    assertEquals(new CompileCost().rules, new CompileCost().compile(time).rules().size());
  }
}
