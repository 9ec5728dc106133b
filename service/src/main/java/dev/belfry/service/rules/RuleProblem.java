package dev.belfry.service.rules;

/**
 * Something about the rules folder that is no mistake in a rule: a file that cannot be read, a
 * folder that is not there.
 *
 * @param path what it is about, relative to the rules folder; empty for the folder itself
 */
public record RuleProblem(String path, String words) {}
