package dev.belfry.analysis;

import dev.belfry.model.Deed;
import dev.belfry.model.Expr;
import java.util.ArrayList;
import java.util.List;

/** Looks into what rules do. */
final class Deeds {
  private Deeds() {}

  /** Every expression in these actions. */
  static List<Expr> expressions(List<Deed> deeds) {
    List<Expr> found = new ArrayList<>();
    deeds.forEach(deed -> collect(deed, found));
    return found;
  }

  private static void collect(Deed deed, List<Expr> found) {
    switch (deed) {
      case Deed.Publish it -> found.addAll(List.of(it.topic(), it.value()));
      case Deed.Notify it -> {
        found.add(it.text());
        it.title().ifPresent(found::add);
        it.attachments()
            .forEach(attachment -> {
              if (attachment instanceof Deed.Attachment.Graph graph) {
                found.addAll(graph.topics());
              }
            });
      }
      case Deed.Call it -> it.value().ifPresent(found::add);
      case Deed.Log it -> found.add(it.text());
      case Deed.Branch it -> {
        found.add(it.state());
        it.yes().forEach(each -> collect(each, found));
        it.no().forEach(each -> collect(each, found));
      }
      case Deed.Repeat it -> it.deeds().forEach(each -> collect(each, found));
      case Deed.WaitUntil it -> found.add(it.state());
      case Deed.Wait ignored -> {}
      case Deed.Stop ignored -> {}
    }
  }

  /** The expressions that spell the topics of graphs. */
  static List<Expr> graphs(List<Deed> deeds) {
    List<Expr> topics = new ArrayList<>();
    for (Deed deed : deeds) {
      switch (deed) {
        case Deed.Notify it -> topics.addAll(graphed(it.attachments()));
        case Deed.Branch it -> {
          topics.addAll(graphs(it.yes()));
          topics.addAll(graphs(it.no()));
        }
        case Deed.Repeat it -> topics.addAll(graphs(it.deeds()));
        default -> {}
      }
    }
    return topics;
  }

  static List<Expr> graphed(List<Deed.Attachment> attachments) {
    List<Expr> topics = new ArrayList<>();
    for (Deed.Attachment attachment : attachments) {
      if (attachment instanceof Deed.Attachment.Graph graph) {
        topics.addAll(graph.topics());
      }
    }
    return topics;
  }

  /** How often the most repeated of these actions is done without a pause. */
  static long repetitions(List<Deed> deeds) {
    long most = 1;
    for (Deed deed : deeds) {
      most =
          Math.max(
              most,
              switch (deed) {
                case Deed.Repeat it -> it.times() * repetitions(it.deeds());
                case Deed.Branch it -> Math.max(repetitions(it.yes()), repetitions(it.no()));
                default -> 1L;
              });
    }
    return most;
  }
}
