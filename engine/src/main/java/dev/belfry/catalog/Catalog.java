package dev.belfry.catalog;

import java.util.Set;

/**
 * The names that the configuration declares and rules may use, and what else of it concerns them.
 */
public record Catalog(
    Site site, Set<String> channels, Set<String> cameras, Set<String> connectors, Limits limits) {
  /** A catalog with the usual limits. */
  public Catalog(Site site, Set<String> channels, Set<String> cameras, Set<String> connectors) {
    this(site, channels, cameras, connectors, Limits.USUAL);
  }
}
