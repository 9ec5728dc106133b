package dev.belfry.analysis;

import dev.belfry.record.Recorded;
import java.util.List;

/**
 * Rules that hear each other, and of which nothing was found with which they go on for ever.
 *
 * @param words several lines
 * @param witness the inputs under which it went on longest
 */
public record Circle(String words, List<Recorded> witness) {}
