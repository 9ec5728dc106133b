package dev.belfry.diagnostic;

import dev.belfry.source.SourceFile;
import dev.belfry.source.Span;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something to say about a place in a rule file.
 *
 * @param code stable, {@code E0302}
 * @param label what the marked place is, in a few words
 * @param secondary other places that explain it
 * @param help something to type
 * @param notes what else there is to know, a line or several each
 */
public record Diagnostic(
    String code,
    Severity severity,
    SourceFile file,
    Span span,
    String message,
    String label,
    List<Label> secondary,
    Optional<String> help,
    List<String> notes) {
  /** Whether the file can be used all the same. */
  public enum Severity {
    ERROR,
    WARNING
  }

  /** A second place, in words. */
  public record Label(SourceFile file, Span span, String text) {}

  /**
   * Something without which the file can't be used.
   *
   * @param help null where there is nothing to type
   */
  public static Diagnostic error(
      String code,
      SourceFile file,
      Span span,
      String message,
      String label,
      List<Label> secondary,
      @Nullable String help) {
    return new Diagnostic(
        code,
        Severity.ERROR,
        file,
        span,
        message,
        label,
        secondary,
        Optional.ofNullable(help),
        List.of());
  }

  /** Something that can be used all the same, and that its author may not have meant. */
  public static Diagnostic warning(
      String code,
      SourceFile file,
      Span span,
      String message,
      String label,
      List<Label> secondary,
      @Nullable String help,
      List<String> notes) {
    return new Diagnostic(
        code,
        Severity.WARNING,
        file,
        span,
        message,
        label,
        secondary,
        Optional.ofNullable(help),
        notes);
  }

  /** The same with something else to type. */
  public Diagnostic withHelp(String better) {
    return new Diagnostic(
        code, severity, file, span, message, label, secondary, Optional.of(better), notes);
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }
}
