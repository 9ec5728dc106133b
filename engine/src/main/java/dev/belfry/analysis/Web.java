package dev.belfry.analysis;

import dev.belfry.effect.AlertStatus;
import dev.belfry.model.CheckedAlert;
import dev.belfry.model.TopicUse;
import dev.belfry.model.TopicUses;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who makes whom run: rules and alerts, and the messages and states that lead from one to another.
 * Rules have the numbers of the program, alerts those after them.
 */
final class Web {
  /** How many others one publish leads to. */
  private static final int MOST_LED_TO = 1_000;

  private final House house;
  private final int rules;
  private final List<Set<Integer>> next = new ArrayList<>();
  private final PatternIndex<Integer> heard = new PatternIndex<>();

  Web(House house) {
    this.house = house;
    this.rules = house.model.rules().size();
    int size = rules + house.model.alerts().size();
    for (int i = 0; i < size; i++) {
      next.add(new LinkedHashSet<>());
    }
    house.sides.forEach(
        side -> side.heard().forEach(use -> heard.add(Pattern.of(use), side.rule())));
    for (int i = 0; i < house.model.alerts().size(); i++) {
      for (TopicUse use : TopicUses.of(house.model.alerts().get(i).state())) {
        heard.add(Pattern.of(use), rules + i);
      }
    }
    house.sides.forEach(this::lead);
    house.model.alerts().forEach(this::lead);
  }

  private void lead(Side side) {
    Set<Integer> to = next.get(side.rule());
    side.sites().forEach(site -> to.addAll(heard.meeting(site.topic(), MOST_LED_TO)));
    side.alerts().forEach(name -> next.get(numberOf(name)).add(side.rule()));
  }

  private void lead(CheckedAlert alert) {
    List<String> key = Collections.nCopies(alert.captures().size(), "+");
    String[] parts = AlertStatus.topicOf(alert.name(), List.of()).split("/");
    List<Pattern.Level> levels = new ArrayList<>();
    Arrays.stream(parts).map(Pattern.Level.Fixed::new).forEach(levels::add);
    key.forEach(part -> levels.add(new Pattern.Level.One()));
    next.get(numberOf(alert.name())).addAll(heard.meeting(new Pattern(levels), MOST_LED_TO));
    TopicUses.alerts(alert.state())
        .forEach(other -> next.get(numberOf(other)).add(numberOf(alert.name())));
  }

  private int numberOf(String alert) {
    for (int i = 0; i < house.model.alerts().size(); i++) {
      if (house.model.alerts().get(i).name().equals(alert)) {
        return rules + i;
      }
    }
    throw new IllegalArgumentException(alert);
  }

  /** Rules and alerts that can make each other run in a circle. */
  record Knot(Set<Integer> rules, Set<String> alerts) {}

  /** All knots, in order of their first rule. */
  List<Knot> knots() {
    List<Knot> knots = new ArrayList<>();
    for (Set<Integer> component : new Components().all()) {
      int one = component.iterator().next();
      if (component.size() > 1 || next.get(one).contains(one)) {
        knots.add(knot(component));
      }
    }
    knots.removeIf(knot -> knot.rules().isEmpty());
    knots.sort((a, b) -> Integer.compare(first(a), first(b)));
    return knots;
  }

  private static int first(Knot knot) {
    return knot.rules().iterator().next();
  }

  private Knot knot(Set<Integer> component) {
    Set<Integer> ofRules = new TreeSet<>();
    Set<String> ofAlerts = new LinkedHashSet<>();
    for (int each : component) {
      if (each < rules) {
        ofRules.add(each);
      } else {
        ofAlerts.add(house.model.alerts().get(each - rules).name());
      }
    }
    return new Knot(ofRules, ofAlerts);
  }

  /**
   * Strongly connected components (Tarjan, SIAM J. Comput. 1972), without recursion: programs are
   * large.
   */
  private final class Components {
    private final int[] index = new int[next.size()];
    private final int[] low = new int[next.size()];
    private final boolean[] onStack = new boolean[next.size()];
    private final Deque<Integer> stack = new ArrayDeque<>();
    private final Deque<Visit> visits = new ArrayDeque<>();
    private final List<Set<Integer>> components = new ArrayList<>();
    private int count;

    private record Visit(int node, Iterator<Integer> left) {}

    List<Set<Integer>> all() {
      for (int node = 0; node < next.size(); node++) {
        if (index[node] == 0) {
          begin(node);
          while (!visits.isEmpty()) {
            goOn(visits.peek());
          }
        }
      }
      return components;
    }

    private void begin(int node) {
      count++;
      index[node] = count;
      low[node] = count;
      stack.push(node);
      onStack[node] = true;
      visits.push(new Visit(node, next.get(node).iterator()));
    }

    private void goOn(Visit visit) {
      if (visit.left().hasNext()) {
        int to = visit.left().next();
        if (index[to] == 0) {
          begin(to);
        } else if (onStack[to]) {
          low[visit.node()] = Math.min(low[visit.node()], index[to]);
        }
        return;
      }
      visits.pop();
      if (!visits.isEmpty()) {
        int parent = visits.peek().node();
        low[parent] = Math.min(low[parent], low[visit.node()]);
      }
      if (low[visit.node()] == index[visit.node()]) {
        close(visit.node());
      }
    }

    private void close(int node) {
      Set<Integer> component = new TreeSet<>();
      int member;
      do {
        member = stack.pop();
        onStack[member] = false;
        component.add(member);
      } while (member != node);
      components.add(component);
    }
  }
}
