package dev.belfry.service.simulation;

import dev.belfry.agreement.Compiled;
import dev.belfry.model.CheckedRule;
import dev.belfry.model.Model;
import dev.belfry.program.Program;
import dev.belfry.service.loop.Ruleset;
import dev.belfry.service.store.Sources;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The versions of the rules that lie in the folder one after the other. */
record Programs(List<Compiled> versions) {
  boolean isWhole(int version) {
    return versions.get(version).program().isPresent();
  }

  Program program(int version) {
    return versions.get(version).program().orElseThrow();
  }

  /** The same, and its file. */
  Ruleset ruleset(int version) {
    return new Ruleset(program(version), sources(versions.get(version)));
  }

  private static Sources sources(Compiled version) {
    return Sources.of(List.of(version.file())).orElseThrow();
  }

  /** The program of what was stored, unless it is that of these rules. */
  Optional<Program> earlier(Sources stored, Ruleset rules) {
    return stored.equals(rules.sources())
        ? Optional.empty()
        : versions.stream()
            .filter(version -> sources(version).equals(stored))
            .findFirst()
            .flatMap(Compiled::program);
  }

  /** What a program was made of. */
  Model model(Program program) {
    return versions.stream()
        .filter(version -> version.program().filter(it -> it == program).isPresent())
        .findFirst()
        .flatMap(Compiled::model)
        .orElseThrow();
  }

  /** Of this key, what a person must give to let a rule run. */
  Map<String, String> captures(Program program, String rule, Map<String, String> key) {
    return model(program).rules().stream()
        .filter(it -> it.name().equals(rule))
        .findFirst()
        .map(CheckedRule::captures)
        .filter(names -> names.contains("room"))
        .map(names -> key)
        .orElse(Map.of());
  }
}
