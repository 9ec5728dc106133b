package dev.belfry.analysis;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One way in which a condition can hold.
 *
 * @param wants what variables must be; those not named may be anything
 * @param holdMillis for how long things must have been so
 */
record Case(Map<Variable, Domain> wants, long holdMillis) {
  /** Nothing is asked. */
  static final Case ANY = new Case(Map.of(), 0);

  static Case of(Variable variable, Domain domain) {
    return new Case(Map.of(variable, domain), 0);
  }

  /** This and the other at once; absent where they contradict each other. */
  Optional<Case> and(Case other) {
    Map<Variable, Domain> both = new LinkedHashMap<>(wants);
    for (Map.Entry<Variable, Domain> want : other.wants.entrySet()) {
      Domain mine = both.get(want.getKey());
      Domain domain = mine == null ? want.getValue() : mine.and(want.getValue());
      if (domain.isEmpty()) {
        return Optional.empty();
      }
      both.put(want.getKey(), domain);
    }
    return Optional.of(new Case(both, Math.max(holdMillis, other.holdMillis)));
  }

  /** The same as something that was so once, and need not be so now. */
  Case earlier() {
    Map<Variable, Domain> before = new LinkedHashMap<>();
    wants.forEach((variable, domain) -> {
      if (variable instanceof Variable.Newest it) {
        before.put(new Variable.Earlier(it.topic(), it.path()), domain);
      }
    });
    return new Case(before, holdMillis);
  }

  Case holding(long millis) {
    return new Case(wants, holdMillis + millis);
  }
}
