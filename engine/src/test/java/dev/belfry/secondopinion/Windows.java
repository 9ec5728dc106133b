package dev.belfry.secondopinion;

import dev.belfry.codec.Value;
import dev.belfry.codec.Value.Truth;
import dev.belfry.model.Expr;
import dev.belfry.model.Happening;
import dev.belfry.secondopinion.Owner.View;
import java.util.List;
import java.util.Optional;

/** Numbers over the messages of a topic (language.md, Windows). */
final class Windows {
  private final World world;
  private final Meaning meaning;

  Windows(World world, Meaning meaning) {
    this.world = world;
    this.meaning = meaning;
  }

  Value of(Expr.Window window, View view) {
    Optional<String> topic = meaning.topic(window.topic(), view);
    if (topic.isEmpty()) {
      return Truth.UNKNOWN;
    }
    long since = view.owner().windowsSince().getOrDefault(window, world.history.count());
    List<History.Arrival> arrivals =
        world.history.of(topic.get()).stream()
            .filter(arrival -> arrival.number() >= since)
            .filter(arrival -> !arrival.clears())
            .toList();
    if (window.measure() == Expr.Measure.COUNT) {
      return new Value.Num(count(window, arrivals));
    }
    return number(window.measure(), numbers(window, arrivals));
  }

  private int count(Expr.Window window, List<History.Arrival> arrivals) {
    List<History.Arrival> counted =
        arrivals.stream()
            .filter(arrival ->
                window.path().steps().isEmpty()
                    || part(arrival.value(window.topic()), window.path()).isKnown())
            .toList();
    return switch (window.extent()) {
      case Expr.Extent.Lately it -> lately(counted, it.millis()).size();
      case Expr.Extent.Newest it -> Math.min(counted.size(), it.count());
    };
  }

  /** What is no number is left out. */
  private List<Double> numbers(Expr.Window window, List<History.Arrival> arrivals) {
    return switch (window.extent()) {
      case Expr.Extent.Lately it -> numbersOf(window, lately(arrivals, it.millis()));
      case Expr.Extent.Newest it -> {
        List<Double> all = numbersOf(window, arrivals);
        yield all.subList(Math.max(0, all.size() - it.count()), all.size());
      }
    };
  }

  private static List<Double> numbersOf(Expr.Window window, List<History.Arrival> arrivals) {
    return arrivals.stream()
        .map(arrival -> part(arrival.value(window.topic()), window.path()))
        .filter(Value.Num.class::isInstance)
        .map(value -> ((Value.Num) value).value())
        .toList();
  }

  /** It holds what happened after now minus D; what is exactly D old has left it. */
  private List<History.Arrival> lately(List<History.Arrival> arrivals, long millis) {
    return arrivals.stream()
        .filter(arrival -> arrival.atMillis() > world.nowMillis - millis)
        .toList();
  }

  private static Value number(Expr.Measure measure, List<Double> numbers) {
    if (numbers.isEmpty()) {
      return Truth.UNKNOWN;
    }
    double sum = numbers.stream().reduce(0.0, Double::sum);
    double mean = sum / numbers.size();
    return Value.number(
        switch (measure) {
          case AVERAGE -> mean;
          case SUM -> sum;
          case LEAST -> numbers.stream().reduce(Double::min).orElseThrow();
          case GREATEST -> numbers.stream().reduce(Double::max).orElseThrow();
          case DEVIATION -> deviation(numbers, mean);
          case CHANGE -> numbers.getLast() - numbers.getFirst();
          case COUNT -> throw new IllegalStateException();
        });
  }

  /** Of the population. */
  private static double deviation(List<Double> numbers, double mean) {
    double squares = numbers.stream().map(x -> (x - mean) * (x - mean)).reduce(0.0, Double::sum);
    return StrictMath.sqrt(squares / numbers.size());
  }

  static Value part(Value whole, Happening.Path path) {
    Value value = whole;
    for (Happening.Path.Step step : path.steps()) {
      value =
          switch (step) {
            case Happening.Path.Step.Field it -> Meaning.field(value, it.name());
            case Happening.Path.Step.Item it -> Meaning.item(value, new Value.Num(it.index()));
          };
    }
    return value;
  }
}
