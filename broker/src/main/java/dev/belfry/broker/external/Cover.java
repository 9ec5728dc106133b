package dev.belfry.broker.external;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Subscriptions that match all that some filters match, and no topic twice: a broker may send a
 * message once for each subscription that it matches (MQTT 5, 3.3.4), and one event would be two.
 */
final class Cover {
  private static final String ONE = "+";
  private static final String REST = "#";

  private Cover() {}

  /** Filters that do not overlap; where some did, there is one that is wider than they were. */
  static Set<String> of(Collection<String> filters) {
    List<List<String>> wide = new ArrayList<>();
    Set<String> cover = new TreeSet<>();
    filters.stream().sorted().map(Cover::levels).filter(Cover::isOpen).forEach(it -> add(it, wide));
    wide.forEach(each -> cover.add(String.join("/", each)));
    filters.stream()
        .filter(Predicate.not(each -> isOpen(levels(each))))
        .filter(each -> wide.stream().noneMatch(open -> overlap(open, levels(each))))
        .forEach(cover::add);
    return cover;
  }

  private static List<String> levels(String filter) {
    return List.of(filter.split("/", -1));
  }

  private static boolean isOpen(List<String> filter) {
    return filter.contains(ONE) || filter.contains(REST);
  }

  private static void add(List<String> filter, List<List<String>> disjoint) {
    List<String> joined = filter;
    for (int i = 0; i < disjoint.size(); i++) {
      if (overlap(joined, disjoint.get(i))) {
        joined = joined(joined, disjoint.remove(i));
        // It is wider now, and may overlap those that were looked at.
        i = -1;
      }
    }
    disjoint.add(joined);
  }

  /** Whether a topic matches both. */
  private static boolean overlap(List<String> one, List<String> other) {
    if (isHidden(one, other) || isHidden(other, one)) {
      return false;
    }
    for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
      String here = i < one.size() ? one.get(i) : "";
      String there = i < other.size() ? other.get(i) : "";
      if (here.equals(REST) || there.equals(REST)) {
        return true;
      }
      boolean ended = i >= one.size() || i >= other.size();
      if (ended || !(here.equals(there) || here.equals(ONE) || there.equals(ONE))) {
        return false;
      }
    }
    return true;
  }

  /** A wildcard at the beginning does not match topics that begin with a dollar sign. */
  private static boolean isHidden(List<String> open, List<String> dollar) {
    String first = open.getFirst();
    return dollar.getFirst().startsWith("$") && (first.equals(ONE) || first.equals(REST));
  }

  /** The narrowest filter that is wider than two that overlap. */
  private static List<String> joined(List<String> one, List<String> other) {
    List<String> joined = new ArrayList<>();
    for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
      String here = i < one.size() ? one.get(i) : REST;
      String there = i < other.size() ? other.get(i) : REST;
      if (here.equals(REST) || there.equals(REST)) {
        joined.add(REST);
        return joined;
      }
      joined.add(here.equals(there) ? here : ONE);
    }
    return joined;
  }
}
