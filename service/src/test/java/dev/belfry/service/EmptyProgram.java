package dev.belfry.service;

import dev.belfry.catalog.Catalog;
import dev.belfry.catalog.Limits;
import dev.belfry.catalog.Site;
import dev.belfry.model.Model;
import dev.belfry.program.Program;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A program without rules, each one an object of its own. */
public final class EmptyProgram {
  /** A configuration that names nothing. */
  public static final Catalog CATALOG =
      new Catalog(
          new Site("Nowhere", ZoneOffset.UTC, Optional.empty()), Set.of(), Set.of(), Set.of());

  private EmptyProgram() {}

  public static Program make() {
    return Program.of(
        new Model(CATALOG.site(), List.of(), List.of(), List.of(), Map.of(), Limits.USUAL));
  }
}
