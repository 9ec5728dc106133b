package dev.belfry.catalog;

import java.util.Set;

/** The names that the configuration declares and rules may use. */
public record Catalog(
    Site site, Set<String> channels, Set<String> cameras, Set<String> connectors) {}
