package dev.belfry.service.config;

import dev.belfry.event.TopicFilter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;

/** Reads what is kept for graphs. */
final class HistoryReader {
  private static final String NEVER = "0";

  private final Values values;
  private final Problems problems;

  HistoryReader(Values values, Problems problems) {
    this.values = values;
    this.problems = problems;
  }

  HistorySettings history(Section section) {
    HistorySettings defaults = HistorySettings.defaults();
    List<TopicFilter> topics = new ArrayList<>();
    section
        .value("topics")
        .map(node -> Section.items(node, "\"topics\"", problems))
        .orElse(List.of())
        .forEach(node -> filter(node).ifPresent(topics::add));
    HistorySettings settings =
        new HistorySettings(
            List.copyOf(topics),
            section.value("raw").flatMap(this::stretch).orElse(defaults.raw()),
            section.value("minutes").flatMap(this::stretch).orElse(defaults.minutes()),
            section.value("hours").flatMap(this::stretch).orElse(defaults.hours()),
            section
                .value("megabytes")
                .flatMap(node -> values.whole(node, HistorySettings.MOST_MEGABYTES))
                .orElse(defaults.megabytes()));
    section.complainAboutTheRest();
    return settings;
  }

  private Optional<Duration> stretch(Node node) {
    return values.checked(
        node,
        written -> written.equals(NEVER) ? Optional.of(Duration.ZERO) : Durations.read(written),
        "no duration",
        "write 7 days, 2 weeks or 5 years, or 0 for none");
  }

  private Optional<TopicFilter> filter(Node node) {
    Optional<String> written = values.text(node);
    if (written.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(TopicFilter.parse(written.get()));
    } catch (TopicFilter.Malformed malformed) {
      problems.add(node, "\"" + written.get() + "\" is no topic filter: " + malformed.getMessage());
      return Optional.empty();
    }
  }
}
