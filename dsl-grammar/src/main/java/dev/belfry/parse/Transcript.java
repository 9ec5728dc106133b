package dev.belfry.parse;

import dev.belfry.syntax.Manuscript;
import java.util.Optional;

/**
 * What a file means and what it says.
 *
 * @param manuscript what it says; absent where words can't be told apart, because a line is too
 *     long
 */
public record Transcript(Parsed parsed, Optional<Manuscript> manuscript) {}
