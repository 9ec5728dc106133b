package dev.belfry.secondopinion;

import dev.belfry.effect.Origin;
import dev.belfry.model.CheckedAlert;
import dev.belfry.model.CheckedRule;
import dev.belfry.model.Expr;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes rules ready, with what they remember from earlier (language.md, Reload). */
final class Loading {
  private final World world;

  Loading(World world) {
    this.world = world;
  }

  Owner owner(CheckedRule rule, Optional<Owner> earlier) {
    Optional<Expr> lasting = rule.event().isEmpty() ? rule.state() : Optional.empty();
    return owner(Origin.Kind.RULE, rule.name(), rule.captures(), lasting, Parts.of(rule), earlier);
  }

  Owner owner(CheckedAlert alert, Optional<Owner> earlier) {
    return owner(
        Origin.Kind.ALERT,
        alert.name(),
        alert.captures(),
        Optional.of(alert.state()),
        Parts.of(alert),
        earlier);
  }

  /** The rule as if newly loaded, but for its windows. */
  Owner anew(CheckedRule rule, Owner before) {
    Owner owner = owner(rule, Optional.empty());
    owner.windowsSince().putAll(before.windowsSince());
    return owner;
  }

  /** A state that is the same keeps what it remembers; another one begins anew. */
  Owner owner(
      Origin.Kind kind,
      String name,
      List<String> captures,
      Optional<Expr> lasting,
      List<Expr> parts,
      Optional<Owner> earlier) {
    Map<Expr, Followed> followed = new LinkedHashMap<>();
    Map<Expr, Long> windows = new LinkedHashMap<>();
    for (Expr part : parts) {
      if (part instanceof Expr.Lasting
          || part instanceof Expr.Until
          || part instanceof Expr.Silent) {
        Followed before = earlier.map(owner -> owner.followed().get(part)).orElse(null);
        followed.putIfAbsent(part, before == null ? Followed.of(part, world.nowMillis) : before);
      } else if (part instanceof Expr.Window) {
        Long before = earlier.map(owner -> owner.windowsSince().get(part)).orElse(null);
        windows.putIfAbsent(part, before == null ? world.history.count() : before);
      }
    }
    Optional<Followed> whole =
        lasting.map(state ->
            earlier
                .flatMap(Owner::lasting)
                .filter(before -> before.state().equals(state))
                .orElseGet(() -> Followed.of(state, world.nowMillis)));
    return new Owner(kind, name, captures, whole, followed, windows);
  }

  /**
   * A window holds what arrived since its rule, or another rule with a window at least as long over
   * the same topic, was loaded (language.md, Windows).
   */
  static void shareWindows(Collection<Owner> owners) {
    for (Owner owner : owners) {
      owner
          .windowsSince()
          .replaceAll((mine, since) -> {
            long earliest = since;
            for (Owner other : owners) {
              for (var theirs : other.windowsSince().entrySet()) {
                if (isAtLeastAsLong((Expr.Window) theirs.getKey(), (Expr.Window) mine)) {
                  earliest = Math.min(earliest, theirs.getValue());
                }
              }
            }
            return earliest;
          });
    }
  }

  private static boolean isAtLeastAsLong(Expr.Window theirs, Expr.Window mine) {
    if (!theirs.topic().filter().equals(mine.topic().filter())) {
      return false;
    }
    if (theirs.extent() instanceof Expr.Extent.Lately a
        && mine.extent() instanceof Expr.Extent.Lately b) {
      return a.millis() >= b.millis();
    }
    return theirs.extent() instanceof Expr.Extent.Newest a
        && mine.extent() instanceof Expr.Extent.Newest b
        && a.count() >= b.count();
  }
}
