package dev.belfry.service.config;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration cannot be used; its message is for the person who wrote it. */
public final class ConfigurationException extends Exception {
  private static final long serialVersionUID = 1;
  private static final int MOST_SHOWN = 20;

  private final transient List<ConfigurationProblem> problems;

  private final String words;

  ConfigurationException(List<ConfigurationProblem> problems) {
    this(problems, render(problems));
  }

  ConfigurationException(String words) {
    this(List.of(), words);
  }

  private ConfigurationException(List<ConfigurationProblem> problems, String words) {
    super(words);
    this.problems = List.copyOf(problems);
    this.words = words;
  }

  /** Everything that is wrong, ready to be shown. */
  public String words() {
    return words;
  }

  /** What is wrong in the file, in the order of its lines; none if the file cannot be read. */
  public List<ConfigurationProblem> problems() {
    return problems;
  }

  private static String render(List<ConfigurationProblem> problems) {
    String shown =
        problems.stream()
            .limit(MOST_SHOWN)
            .map(ConfigurationProblem::render)
            .collect(Collectors.joining("\n"));
    int more = problems.size() - MOST_SHOWN;
    return more > 0 ? shown + "\nand " + more + " more\n" : shown;
  }
}
