package dev.belfry.service.rules;

import dev.belfry.source.SourceFile;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The declarations that a file seems to hold, by the look of its lines. It needs no file that
 * parses: what counts is that a name which is still there is never taken for gone.
 */
public final class DeclaredNames {
  private static final Pattern DECLARATION =
      Pattern.compile(
          "^[ \\t]*(?:(rule|alert|test)[ \\t\\r\\n]+\"((?:[^\"\\\\\\n]|\\\\.)*)\""
              + "|(topic|let)[ \\t\\r\\n]+([A-Za-z][A-Za-z0-9_]*))",
          Pattern.MULTILINE);

  private DeclaredNames() {}

  /** Each as its kind and name: {@code rule Burglar alert}, {@code topic door}. */
  public static Set<String> of(SourceFile file) {
    Set<String> names = new TreeSet<>();
    Matcher matcher = DECLARATION.matcher(file.text());
    while (matcher.find()) {
      names.add(
          matcher.group(1) != null
              ? matcher.group(1) + " " + matcher.group(2)
              : matcher.group(3) + " " + matcher.group(4));
    }
    return names;
  }
}
