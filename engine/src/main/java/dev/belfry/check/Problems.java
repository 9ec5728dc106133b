package dev.belfry.check;

import dev.belfry.diagnostic.Diagnostic;
import dev.belfry.source.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers problems of one program; what is found twice at one place is one problem. */
final class Problems {
  private final Map<Object, Diagnostic> found = new LinkedHashMap<>();

  void add(SourceFile file, CheckProblem problem) {
    found.putIfAbsent(
        List.of(file.name(), problem.at(), problem.getClass()), Wording.diagnostic(file, problem));
  }

  List<Diagnostic> all() {
    return new ArrayList<>(found.values());
  }
}
