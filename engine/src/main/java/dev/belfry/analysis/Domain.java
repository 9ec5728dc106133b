package dev.belfry.analysis;

import dev.belfry.codec.Type;
import dev.belfry.codec.Value;
import dev.belfry.syntax.Expression.Relation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a variable may be so that a condition holds. Immutable. */
sealed interface Domain {
  /** How many texts are worth trying. */
  int MOST_SAMPLES = 32;

  /** What is said without naming values. */
  enum Plain implements Domain {
    /** Any value, as long as there is one. */
    KNOWN,
    /** No value: no message yet, or one that does not fit. */
    UNKNOWN,
    /** Conditions that are not understood together: nothing is claimed. */
    UNCLEAR
  }

  /** Numbers between two ends; durations and times of day are milliseconds. */
  record Numbers(double low, boolean lowOpen, double high, boolean highOpen, Set<Double> except)
      implements Domain {}

  /**
   * Texts.
   *
   * @param only the texts that it can be; null where it can be any
   * @param samples texts that are worth trying
   * @param test what else must be true of it
   */
  record Texts(
      @Nullable Set<String> only, Set<String> except, Set<String> samples, Predicate<String> test)
      implements Domain {
    private boolean allows(String text) {
      return !except.contains(text) && test.test(text);
    }
  }

  /** True or false. */
  record Truths(boolean mayBeTrue, boolean mayBeFalse) implements Domain {}

  /** What a value of this type may be, knowing nothing else. */
  static Domain of(Type type) {
    return switch (type) {
      case Type.Simple.NUMBER -> numbers(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
      case Type.Simple.BOOL -> new Truths(true, true);
      case Type.Simple.TEXT -> new Texts(null, Set.of(), Set.of(), text -> true);
      case Type.OneOf it -> texts(new LinkedHashSet<>(it.texts()));
      default -> Plain.KNOWN;
    };
  }

  static Domain numbers(double low, double high) {
    return new Numbers(low, false, high, false, Set.of());
  }

  static Domain texts(Set<String> only) {
    return new Texts(only, Set.of(), only, text -> true);
  }

  static Domain truth(boolean truth) {
    return new Truths(truth, !truth);
  }

  /** Texts of which something is true, and one of them where it is known. */
  static Domain texts(Predicate<String> test, Set<String> samples) {
    return new Texts(null, Set.of(), samples, test);
  }

  /** What stands in a relation to a number. */
  static Domain related(Relation relation, double to) {
    double low = Double.NEGATIVE_INFINITY;
    double high = Double.POSITIVE_INFINITY;
    return switch (relation) {
      case EQUAL -> numbers(to, to);
      case UNEQUAL -> new Numbers(low, false, high, false, Set.of(to));
      case LESS -> new Numbers(low, false, to, true, Set.of());
      case AT_MOST -> numbers(low, to);
      case MORE -> new Numbers(to, true, high, false, Set.of());
      case AT_LEAST -> numbers(to, high);
    };
  }

  /** What is a text or is not. */
  static Domain equal(boolean same, String text) {
    return same ? texts(Set.of(text)) : new Texts(null, Set.of(text), Set.of(), any -> true);
  }

  /** Both conditions on one variable. */
  default Domain and(Domain other) {
    if (this == Plain.UNCLEAR || other == Plain.UNCLEAR) {
      return Plain.UNCLEAR;
    }
    if (this == Plain.KNOWN) {
      return other;
    }
    if (other == Plain.KNOWN) {
      return this;
    }
    if (this instanceof Numbers a && other instanceof Numbers b) {
      return and(a, b);
    }
    if (this instanceof Texts a && other instanceof Texts b) {
      return and(a, b);
    }
    if (this instanceof Truths a && other instanceof Truths b) {
      return new Truths(a.mayBeTrue && b.mayBeTrue, a.mayBeFalse && b.mayBeFalse);
    }
    boolean oneUnknown = (this == Plain.UNKNOWN) != (other == Plain.UNKNOWN);
    return oneUnknown ? new Truths(false, false) : this.equals(other) ? this : Plain.UNCLEAR;
  }

  private static Domain and(Numbers a, Numbers b) {
    Set<Double> except = new HashSet<>(a.except);
    except.addAll(b.except);
    boolean lowIsA = a.low > b.low || (a.low == b.low && a.lowOpen);
    boolean highIsA = a.high < b.high || (a.high == b.high && a.highOpen);
    return new Numbers(
        lowIsA ? a.low : b.low,
        lowIsA ? a.lowOpen : b.lowOpen,
        highIsA ? a.high : b.high,
        highIsA ? a.highOpen : b.highOpen,
        except);
  }

  private static Domain and(Texts a, Texts b) {
    Set<String> except = new HashSet<>(a.except);
    except.addAll(b.except);
    Set<String> samples = new LinkedHashSet<>(a.samples);
    samples.addAll(b.samples);
    for (String one : a.samples) {
      for (String other : b.samples) {
        if (samples.size() < MOST_SAMPLES) {
          samples.addAll(List.of(one + other, other + one));
        }
      }
    }
    Set<String> only = a.only == null ? b.only : a.only;
    if (a.only != null && b.only != null) {
      only = new LinkedHashSet<>(a.only);
      only.retainAll(b.only);
    }
    return new Texts(only, except, samples, a.test.and(b.test));
  }

  /** Whether no value is left. */
  default boolean isEmpty() {
    return switch (this) {
      case Numbers it ->
          it.low > it.high
              || (it.low == it.high && (it.lowOpen || it.highOpen || it.except.contains(it.low)));
      case Texts it -> it.only != null && it.only.stream().noneMatch(it::allows);
      case Truths it -> !it.mayBeTrue && !it.mayBeFalse;
      case Plain ignored -> false;
    };
  }

  /**
   * Some of its values, those in the middle first; none where none is known, or where it is none.
   */
  default List<Value> picks() {
    return switch (this) {
      case Numbers it -> numbers(it);
      case Texts it -> texts(it);
      case Truths it -> truths(it);
      case Plain it ->
          it == Plain.KNOWN ? List.of(new Value.Num(1), new Value.Text("on")) : List.of();
    };
  }

  private static List<Value> numbers(Numbers it) {
    List<Double> tried = new ArrayList<>();
    boolean below = Double.isFinite(it.low);
    boolean above = Double.isFinite(it.high);
    if (below && above) {
      double middle = (it.low + it.high) / 2;
      tried.addAll(List.of(Math.rint(middle), middle, it.low, it.high));
    } else if (below) {
      tried.addAll(List.of(it.low + 1, it.low + 2, it.low));
    } else if (above) {
      tried.addAll(List.of(it.high - 1, it.high - 2, it.high));
    } else {
      tried.addAll(List.of(1.0, 2.0, 0.0));
    }
    return tried.stream()
        .distinct()
        .filter(number -> allows(it, number))
        .<Value>map(Value.Num::new)
        .toList();
  }

  private static boolean allows(Numbers it, double number) {
    return !it.except.contains(number)
        && (it.lowOpen ? number > it.low : number >= it.low)
        && (it.highOpen ? number < it.high : number <= it.high);
  }

  private static List<Value> texts(Texts it) {
    Set<String> tried = new LinkedHashSet<>(it.only == null ? it.samples : it.only);
    if (it.only == null) {
      tried.addAll(List.of("other", "something"));
    }
    return tried.stream().filter(it::allows).<Value>map(Value.Text::new).toList();
  }

  private static List<Value> truths(Truths it) {
    List<Value> picks = new ArrayList<>();
    if (it.mayBeTrue) {
      picks.add(Value.Truth.TRUE);
    }
    if (it.mayBeFalse) {
      picks.add(Value.Truth.FALSE);
    }
    return picks;
  }
}
