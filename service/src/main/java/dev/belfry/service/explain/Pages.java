package dev.belfry.service.explain;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedCollection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page of each diagnostic, by its code. */
public final class Pages {
  /** A line of the index; a resource of a jar can't be listed. */
  private static final Pattern INDEXED = Pattern.compile("- \\[(\\w+)]\\(\\S+\\): (.+)");

  /** A code as people type it: the letter, the zeros before the number or both may be missing. */
  private static final Pattern WRITTEN = Pattern.compile("([A-Z]?)0*([0-9]{1,4})");

  private static final int NAMED_NEIGHBOURS = 3;

  private final Map<String, Page> byCode = new LinkedHashMap<>();

  /** Reads the pages that are packed with the program. */
  public Pages() {
    for (String line : resource("README.md").lines().toList()) {
      Matcher indexed = INDEXED.matcher(line);
      if (indexed.matches()) {
        String code = indexed.group(1);
        byCode.put(code, new Page(code, indexed.group(2), resource(code + ".md")));
      }
    }
  }

  private static String resource(String name) {
    try (InputStream stream = Pages.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("not packed: " + name);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new IllegalStateException(name, broken);
    }
  }

  /** All pages, in order of their codes. */
  public SequencedCollection<Page> all() {
    return List.copyOf(byCode.values());
  }

  /** The page of exactly this code. */
  public Optional<Page> of(String code) {
    return Optional.ofNullable(byCode.get(code));
  }

  /** The page of a code as a person may type it: {@code E0302}, {@code e302}, {@code 0302}. */
  public Optional<Page> find(String written) {
    Matcher matcher = WRITTEN.matcher(written.toUpperCase(Locale.ROOT));
    return !matcher.matches()
        ? Optional.empty()
        : byCode.values().stream()
            .filter(page -> page.code().startsWith(matcher.group(1)))
            .filter(page -> number(page.code()) == Integer.parseInt(matcher.group(2)))
            .findFirst();
  }

  /** The codes nearest to what was written, which is none; empty if it does not look like one. */
  public List<String> near(String written) {
    Matcher matcher = WRITTEN.matcher(written.toUpperCase(Locale.ROOT));
    if (!matcher.matches()) {
      return List.of();
    }
    int wanted = Integer.parseInt(matcher.group(2));
    return byCode.keySet().stream()
        .sorted(Comparator.comparingInt(code -> Math.abs(number(code) - wanted)))
        .limit(NAMED_NEIGHBOURS)
        .sorted()
        .toList();
  }

  private static int number(String code) {
    return Integer.parseInt(code.substring(1));
  }
}
