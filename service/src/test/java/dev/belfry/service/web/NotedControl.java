package dev.belfry.service.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Notes the orders it gets. */
final class NotedControl implements Control {
  final List<String> orders = new ArrayList<>();

  @Override
  public List<Rule> rules() {
    return List.of(new Rule("An \"odd\" one", "a.rules", 7, false));
  }

  @Override
  public List<Delivery> deliveries() {
    return List.of(
        new Delivery(
            "x-1", true, "mail", "anna@example.org", "r", "Open", "2026-01-01T00:00:00Z", "no"));
  }

  @Override
  public void retry(String id) throws ControlException {
    if (id.equals("nothing")) {
      throw ControlException.notThere("nothing of this id");
    }
    orders.add("retry " + id);
  }

  @Override
  public void discard(String id) {
    orders.add("discard " + id);
  }

  @Override
  public void switchRule(String name, boolean on) throws ControlException {
    if (name.equals("nobody")) {
      throw ControlException.notThere("there is no rule \"nobody\"");
    }
    orders.add(name + " " + (on ? "on" : "off"));
  }

  @Override
  public void run(String name, Map<String, String> key) {
    orders.add(name + " " + key);
  }
}
