package dev.belfry.secondopinion;

import dev.belfry.codec.Value;
import dev.belfry.model.CheckedAlert;
import dev.belfry.model.CheckedRule;
import dev.belfry.model.Deed;
import dev.belfry.model.Expr;
import dev.belfry.model.Happening;
import dev.belfry.model.Model;
import dev.belfry.model.TopicUse;
import dev.belfry.model.TopicUses;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The instants at which something may fall due: so long after anything that ever happened, for
 * every duration that the program mentions; whenever the clock reads a time that it mentions;
 * whenever one of its schedules is due. Most of them are looked at in vain, and that does no harm.
 */
final class Instants {
  private static final long SECOND_MILLIS = 1_000;

  private final World world;

  /** When anything ever happened. */
  private final TreeSet<Long> marks = new TreeSet<>();

  private final TreeSet<Long> coming = new TreeSet<>();
  private final Set<Long> durations = new HashSet<>();
  private final Set<LocalTime> times = new HashSet<>();
  private final Set<Happening.Schedule> schedules = new HashSet<>();
  private boolean everySecond;

  /** A stretch in which a schedule is not due, and the instant at its end at which it is. */
  private record Gap(long fromWallMillis, long toWallMillis) {}

  private final Map<Happening.Schedule, Gap> gaps = new HashMap<>();

  Instants(World world) {
    this.world = world;
  }

  /** Something happens now, and other things may follow from it later. */
  void mark() {
    if (marks.add(world.nowMillis)) {
      expect(world.nowMillis);
    }
  }

  /** So long after, and the instant after that: an age is above D only when D has passed. */
  private void expect(long mark) {
    for (long duration : durations) {
      coming.add(mark + duration);
      coming.add(mark + duration + 1);
    }
  }

  void expectAt(long millis) {
    coming.add(millis);
  }

  /** The next instant after now, or the end of time. */
  long next() {
    Long soon = coming.higher(world.nowMillis);
    return Math.min(soon == null ? Long.MAX_VALUE : soon, nextByTheClock());
  }

  /** All of them after now and at or before this one. */
  List<Long> until(long millis) {
    long now = world.nowMillis;
    List<Long> all = new ArrayList<>();
    for (long next = next(); next <= millis; next = next()) {
      all.add(next);
      world.nowMillis = next;
    }
    world.nowMillis = now;
    return all;
  }

  private long nextByTheClock() {
    long now = world.wallNowMillis();
    TreeSet<Long> instants = new TreeSet<>();
    if (everySecond) {
      instants.add((Math.floorDiv(now, SECOND_MILLIS) + 1) * SECOND_MILLIS);
    }
    for (long instant : world.wall.around(now, times)) {
      instants.add(instant);
      instants.add(instant + 1);
    }
    instants.addAll(world.silences.values());
    world.wall.nextChange(now).ifPresent(instants::add);
    for (Happening.Schedule schedule : schedules) {
      instants.add(next(schedule, now));
    }
    Long next = instants.higher(now);
    return next == null ? Long.MAX_VALUE : next - world.wallOffsetMillis;
  }

  /** The day of a schedule is looked through once, not at every instant of it. */
  private long next(Happening.Schedule schedule, long now) {
    Gap known = gaps.get(schedule);
    if (known == null || now < known.fromWallMillis() || now >= known.toWallMillis()) {
      known = new Gap(now, world.schedules.next(schedule, now));
      gaps.put(schedule, known);
    }
    return known.toWallMillis();
  }

  // ---- programs

  void load(Model model) {
    durations.clear();
    times.clear();
    schedules.clear();
    gaps.clear();
    everySecond = false;
    for (CheckedRule rule : model.rules()) {
      Parts.of(rule).forEach(this::take);
      rule.event().ifPresent(event -> Parts.of(event).forEach(this::take));
      rule.event().ifPresent(event -> Parts.topics(event).forEach(this::take));
      Parts.of(rule.then()).forEach(this::take);
      Parts.of(rule.last()).forEach(this::take);
      Followed.states(rule).forEach(this::takeState);
    }
    for (CheckedAlert alert : model.alerts()) {
      Parts.of(alert).forEach(this::take);
      alert.remindMillis().ifPresent(durations::add);
      alert.escalation().ifPresent(it -> durations.add(it.afterMillis()));
      takeState(alert.state());
      alert.unless().ifPresent(this::takeState);
    }
    durations.remove(0L);
    coming.clear();
    marks.forEach(this::expect);
    coming.headSet(world.nowMillis, true).clear();
  }

  private void take(Expr expr) {
    switch (expr) {
      case Expr.Const it when it.value() instanceof Value.Stretch stretch ->
          durations.add(Math.abs(stretch.millis()));
      case Expr.Const it when it.value() instanceof Value.Clock clock -> times.add(clock.time());
      case Expr.Lasting it -> {
        durations.add(it.millis());
        durations.add(it.toleratedMillis());
      }
      case Expr.Silent it -> durations.add(it.millis());
      case Expr.Window it when it.extent() instanceof Expr.Extent.Lately lately ->
          durations.add(lately.millis());
      default -> {}
    }
    TopicUses.of(expr).forEach(this::take);
  }

  private void take(TopicUse use) {
    use.staleMillis().ifPresent(durations::add);
  }

  private void take(Happening event) {
    switch (event) {
      case Happening.Times it -> durations.add(it.millis());
      case Happening.Followed it -> durations.add(it.millis());
      case Happening.NotFollowed it -> durations.add(it.millis());
      case Happening.Scheduled it -> schedules.add(it.schedule());
      default -> {}
    }
  }

  private void take(Deed deed) {
    switch (deed) {
      case Deed.Wait it -> durations.add(it.millis());
      case Deed.WaitUntil it -> it.atMostMillis().ifPresent(durations::add);
      case Deed.Repeat it -> it.everyMillis().ifPresent(durations::add);
      default -> {}
    }
  }

  /** A state that uses {@code now} in any way is looked at at every full second. */
  private void takeState(Expr state) {
    List<Expr> parts = new ArrayList<>(List.of(state));
    for (int i = 0; i < parts.size(); i++) {
      parts.addAll(TopicUses.parts(parts.get(i)));
      everySecond |= parts.get(i) instanceof Expr.ClockReading it && it.dial() == Expr.Dial.NOW;
    }
  }
}
