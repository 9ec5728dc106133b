package dev.belfry.service;

import dev.belfry.catalog.Site;
import dev.belfry.model.Model;
import dev.belfry.program.Program;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** A program without rules, each one an object of its own. */
public final class EmptyProgram {
  private EmptyProgram() {}

  public static Program make() {
    Site site = new Site("Nowhere", ZoneOffset.UTC, Optional.empty());
    return Program.of(new Model(site, List.of(), List.of(), List.of()));
  }
}
