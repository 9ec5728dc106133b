package dev.belfry.check;

import java.util.List;
import java.util.NavigableSet;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Reads the numbers of a cron's fields, and gathers what is wrong with them. */
final class CronNumbers {
  private final List<CronFault> faults;

  CronNumbers(List<CronFault> faults) {
    this.faults = faults;
  }

  /** The numbers of a whole field, sorted; those that are wrong are left out. */
  List<Integer> field(CronField field, CronPart part) {
    NavigableSet<Integer> numbers = new TreeSet<>();
    part.items().forEach(item -> numbers.addAll(item(field, item, part)));
    return List.copyOf(numbers);
  }

  /** The numbers of {@code *}, {@code 5}, {@code 5-10}, {@code 5/10} or {@code 5-50/10}. */
  List<Integer> item(CronField field, CronPart item, CronPart whole) {
    int slash = item.text().indexOf('/');
    CronPart range = slash < 0 ? item : item.to(slash);
    OptionalInt step = slash < 0 ? OptionalInt.of(1) : step(field, item.from(slash + 1), item);
    if (range.is("*") || slash == 0) {
      return step.isEmpty() ? List.of() : numbers(field, field.first, field.last, step.getAsInt());
    }
    int dash = range.text().indexOf('-');
    OptionalInt first = number(field, dash < 0 ? range : range.to(dash), whole);
    OptionalInt last =
        dash >= 0
            ? number(field, range.from(dash + 1), whole)
            : slash >= 0 ? OptionalInt.of(field.last) : first;
    if (step.isEmpty() || first.isEmpty() || last.isEmpty()) {
      return List.of();
    }
    if (field == CronField.YEAR && last.getAsInt() < first.getAsInt()) {
      faults.add(new CronFault.UnknownWord(item.start(), item.end(), field, item.text()));
      return List.of();
    }
    return numbers(field, first.getAsInt(), last.getAsInt(), step.getAsInt());
  }

  /** From the first to the last, over the end of the field where the last is smaller. */
  private static List<Integer> numbers(CronField field, int first, int last, int step) {
    int count = field.last - field.first + 1;
    int end = last < first ? last + count : last;
    return IntStream.iterate(first, it -> it <= end, it -> it + step)
        .map(it -> (it - field.first) % count + field.first)
        .boxed()
        .toList();
  }

  private OptionalInt step(CronField field, CronPart part, CronPart item) {
    OptionalInt step = part.digits();
    if (step.isEmpty() || step.getAsInt() < 1 || step.getAsInt() > field.last) {
      CronPart wrong = part.text().isEmpty() ? item : part;
      faults.add(new CronFault.BadStep(wrong.start(), wrong.end(), field, wrong.text()));
      return OptionalInt.empty();
    }
    return step;
  }

  /** One number, or the word for it; where there is nothing, the whole is what is wrong. */
  OptionalInt number(CronField field, CronPart part, CronPart whole) {
    OptionalInt digits = part.digits();
    if (digits.isPresent()) {
      return inRange(field, digits.getAsInt(), part);
    }
    OptionalInt word = field.number(part.text());
    if (word.isEmpty()) {
      CronPart wrong = part.text().isEmpty() ? whole : part;
      faults.add(
          isSignOfDays(wrong.text())
              ? new CronFault.NotHere(wrong.start(), wrong.end(), field, wrong.text())
              : new CronFault.UnknownWord(wrong.start(), wrong.end(), field, wrong.text()));
    }
    return word;
  }

  OptionalInt inRange(CronField field, int number, CronPart part) {
    if (number < field.first || number > field.last) {
      faults.add(new CronFault.OutOfRange(part.start(), part.end(), field, part.text()));
      return OptionalInt.empty();
    }
    return OptionalInt.of(number);
  }

  private static boolean isSignOfDays(String text) {
    return text.matches("(?i)[?]|LW?|[0-9]+[WL]|[A-Z]{3}L|[0-9A-Z]+#[0-9]*");
  }
}
