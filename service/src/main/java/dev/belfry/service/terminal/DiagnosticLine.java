package dev.belfry.service.terminal;

import dev.belfry.diagnostic.Diagnostic;
import dev.belfry.source.SourceFile;
import java.util.Locale;

/** A diagnostic on one line: place, severity, code, message and help. */
public final class DiagnosticLine {
  private DiagnosticLine() {}

  /** {@code door.rules:5:35: error[E0302]: a door is never "opne" (did you mean "open"?)}. */
  public static String of(Diagnostic diagnostic) {
    SourceFile.Position at = diagnostic.file().position(diagnostic.span().start());
    String severity = diagnostic.severity().name().toLowerCase(Locale.ROOT);
    return diagnostic.file().name()
        + ":"
        + at.line()
        + ":"
        + at.column()
        + ": "
        + severity
        + "["
        + diagnostic.code()
        + "]: "
        + diagnostic.message()
        + diagnostic.help().map(help -> " (" + help + ")").orElse("");
  }
}
