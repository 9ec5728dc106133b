package dev.belfry.analysis;

import dev.belfry.diagnostic.Diagnostic;
import dev.belfry.record.Recorded;
import java.util.List;

/**
 * Something suspicious.
 *
 * @param witness inputs under which it happens, for a replay; empty where it needs none
 */
public record Finding(Diagnostic diagnostic, List<Recorded> witness) {
  static Finding of(Diagnostic diagnostic) {
    return new Finding(diagnostic, List.of());
  }
}
