package dev.belfry.model;

import dev.belfry.catalog.Site;
import java.util.List;

/**
 * A whole checked program: alerts and rules, each in order of file and position, and the tests
 * about them.
 */
public record Model(
    Site site, List<CheckedAlert> alerts, List<CheckedRule> rules, List<CheckedTest> tests) {}
