package dev.belfry.check;

import dev.belfry.model.Deed;
import dev.belfry.source.Span;
import java.util.List;
import java.util.function.Consumer;

/** Finds repetitions that would keep the engine from everything else. */
final class Repetitions {
  /** How often something is repeated at most, and how often without time between. */
  private static final int MOST = 10_000;

  private Repetitions() {}

  /** The repetition; what is within it was checked before. */
  static Deed.Repeat checked(Deed.Repeat repeat, Consumer<CheckProblem> problems, Span number) {
    if (repeat.times() > MOST) {
      problems.accept(new CheckProblem.TooOften(number, repeat.times(), MOST, false));
      return new Deed.Repeat(1, repeat.everyMillis(), repeat.deeds());
    }
    long inOneGo = inOneGo(repeat);
    if (inOneGo > MOST && inOneGo(repeat.deeds()) <= MOST) {
      problems.accept(new CheckProblem.TooOften(number, inOneGo, MOST, true));
    }
    return repeat;
  }

  /** How many repetitions there are at most from one wait to the next. */
  private static long inOneGo(List<Deed> deeds) {
    return deeds.stream().mapToLong(Repetitions::inOneGo).max().orElse(1);
  }

  private static long inOneGo(Deed deed) {
    return switch (deed) {
      case Deed.Repeat it -> {
        long within = inOneGo(it.deeds());
        yield waits(it) || within > MOST ? within : within * it.times();
      }
      case Deed.Branch it -> Math.max(inOneGo(it.yes()), inOneGo(it.no()));
      default -> 1;
    };
  }

  /** Whether some time passes whichever way the action goes. */
  private static boolean waits(Deed deed) {
    return switch (deed) {
      case Deed.Wait ignored -> true;
      case Deed.Repeat it ->
          (it.everyMillis().isPresent() && it.times() > 1)
              || it.deeds().stream().anyMatch(Repetitions::waits);
      case Deed.Branch it ->
          it.yes().stream().anyMatch(Repetitions::waits)
              && it.no().stream().anyMatch(Repetitions::waits);
      default -> false;
    };
  }
}
