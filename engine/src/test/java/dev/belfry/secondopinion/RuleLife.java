package dev.belfry.secondopinion;

import dev.belfry.codec.Value.Truth;
import dev.belfry.effect.Effect;
import dev.belfry.model.CheckedRule;
import dev.belfry.model.Expr;
import dev.belfry.secondopinion.Happenings.Trigger;
import dev.belfry.secondopinion.Owner.View;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One rule: what it does when (language.md, Rules). */
final class RuleLife {
  /** How many events of one instance may wait, and how many of its runs may last. */
  private static final int MOST = 100;

  /** Something for one instance to do, once all rules were evaluated. */
  record Task(Captures key, long dueMillis, Runnable work) {}

  /** One key: the runs that last, the events that wait, what follows the end of its state. */
  private static final class Instance {
    final List<Course> courses = new ArrayList<>();
    final Deque<Occurrence> queue = new ArrayDeque<>();
    final List<Course> last = new ArrayList<>();

    void end() {
      courses.clear();
      queue.clear();
      last.clear();
    }
  }

  /** That it ran, for its limit. */
  private record Ran(long atMillis, Captures key) {}

  final CheckedRule rule;
  final Owner owner;
  private final World world;
  private final Meaning meaning;
  private final Happenings happenings;
  private final List<Effect> effects;
  private Map<Captures, Instance> instances = new TreeMap<>();
  private List<Ran> ran = new ArrayList<>();

  RuleLife(CheckedRule rule, Owner owner, World world, Meaning meaning, List<Effect> effects) {
    this.rule = rule;
    this.owner = owner;
    this.world = world;
    this.meaning = meaning;
    this.effects = effects;
    this.happenings = new Happenings(world, meaning, owner, rule.event());
  }

  /** What did not change keeps its state; a change of the rule's text ends its runs. */
  void inherit(RuleLife earlier) {
    rule.event().ifPresent(event -> happenings.inherit(event, earlier.happenings));
    if (rule.limit().equals(earlier.rule.limit())) {
      ran = earlier.ran;
    }
    if (rule.equals(earlier.rule)) {
      instances = earlier.instances;
    }
  }

  /** What there is to do now, in text order of the keys. */
  List<Task> evaluate(Trigger trigger) {
    List<Long> missed = trigger instanceof Trigger.Due due ? due.missed() : List.of();
    List<Task> tasks = new ArrayList<>();
    // What ends a run comes before what lets it go on, and that before what begins.
    List<Task> beginnings = new ArrayList<>();
    edges(missed, tasks, beginnings);
    instances.forEach((key, instance) -> resume(key, instance, missed, tasks));
    tasks.addAll(beginnings);
    rule.event()
        .ifPresent(event -> {
          Set<Captures> keys = new LinkedHashSet<>();
          for (Occurrence found : happenings.find(event, trigger)) {
            for (Occurrence passed : guarded(found)) {
              if (keys.add(passed.captures()) || trigger instanceof Trigger.Due) {
                tasks.add(new Task(passed.captures(), passed.dueMillis(), () -> happen(passed)));
              }
            }
          }
        });
    tasks.sort(Comparator.comparing(Task::key));
    return tasks;
  }

  boolean isStirred() {
    return happenings.isStirred();
  }

  private List<Occurrence> guarded(Occurrence occurrence) {
    return rule.state()
        .map(state -> happenings.guarded(occurrence, state))
        .orElse(List.of(occurrence));
  }

  private void edges(List<Long> missed, List<Task> ends, List<Task> beginnings) {
    owner
        .lasting()
        .ifPresent(lasting ->
            lasting
                .diaries()
                .forEach((key, diary) -> {
                  View view = new View(owner, key);
                  boolean isTimed =
                      Parts.of(lasting.state()).stream()
                          .anyMatch(
                              part -> part instanceof Expr.Lasting || part instanceof Expr.Silent);
                  long due =
                      Missed.since(
                          isTimed ? missed : List.of(),
                          world,
                          () ->
                              meaning.isTrue(lasting.state(), view)
                                  == (diary.answer() == Truth.TRUE));
                  if (diary.began()) {
                    ends.add(new Task(key, due, () -> instance(key).last.clear()));
                    beginnings.add(
                        new Task(key, due, () -> happen(Occurrence.without(key, world.nowMillis))));
                  } else if (diary.ended()) {
                    ends.add(new Task(key, due, () -> finish(key)));
                  }
                }));
  }

  private void resume(Captures key, Instance instance, List<Long> missed, List<Task> tasks) {
    for (List<Course> courses : List.of(instance.courses, instance.last)) {
      for (Course course : courses) {
        if (course.mayGoOn()) {
          tasks.add(new Task(key, course.dueMillis(missed), () -> goOn(course, courses, instance)));
        }
      }
    }
  }

  private Instance instance(Captures key) {
    return instances.computeIfAbsent(key, it -> new Instance());
  }

  // ---- runs

  private void goOn(Course course, List<Course> among, Instance instance) {
    if (!among.contains(course)) {
      return; // Something ended it at this very instant.
    }
    course.goOn();
    if (course.isOver()) {
      among.remove(course);
      while (instance.courses.isEmpty() && !instance.queue.isEmpty()) {
        start(instance.queue.removeFirst(), instance);
      }
    }
  }

  /** The mode is asked first, then the limit. */
  void happen(Occurrence occurrence) {
    Instance instance = instance(occurrence.captures());
    boolean busy = !instance.courses.isEmpty();
    if (rule.mode() == CheckedRule.Mode.SINGLE && busy) {
      return;
    }
    if (rule.mode() == CheckedRule.Mode.PARALLEL && instance.courses.size() >= MOST) {
      return;
    }
    if (rule.mode() == CheckedRule.Mode.QUEUED && instance.queue.size() >= MOST) {
      return;
    }
    if (!isWithinLimit(occurrence.captures())) {
      return;
    }
    if (rule.mode() == CheckedRule.Mode.QUEUED && busy) {
      instance.queue.addLast(occurrence);
      return;
    }
    if (rule.mode() == CheckedRule.Mode.RESTART) {
      instance.courses.clear();
    }
    start(occurrence, instance);
  }

  private void start(Occurrence occurrence, Instance instance) {
    Course course = new Course(world, meaning, new View(owner, occurrence), rule.then(), effects);
    course.goOn();
    if (!course.isOver()) {
      instance.courses.add(course);
    }
  }

  /** What stands behind {@code finally} waits for nothing and takes the place of an earlier one. */
  private void finish(Captures key) {
    Instance instance = instance(key);
    instance.end();
    Course course = new Course(world, meaning, new View(owner, key), rule.last(), effects);
    course.goOn();
    if (!course.isOver()) {
      instance.last.add(course);
    }
  }

  private boolean isWithinLimit(Captures key) {
    if (rule.limit().isEmpty()) {
      return true;
    }
    CheckedRule.Limit limit = rule.limit().get();
    long counted =
        ran.stream()
            .filter(one -> one.atMillis() > world.nowMillis - limit.millis())
            .filter(one -> limit.overall() || one.key().equals(key))
            .count();
    if (counted >= limit.times()) {
      return false;
    }
    ran.add(new Ran(world.nowMillis, key));
    return true;
  }

  /** The rule is gone, or its state is: what holds is ended by what stands behind finally. */
  void end() {
    owner
        .lasting()
        .ifPresent(lasting ->
            lasting
                .diaries()
                .forEach((key, diary) -> {
                  if (diary.answer() == Truth.TRUE) {
                    finish(key);
                  }
                }));
    instances.clear();
  }
}
