package dev.belfry.analysis;

import dev.belfry.record.Recorded;
import java.util.List;

/**
 * Rules that hear each other, and yet come to an end.
 *
 * @param words several lines
 * @param witness the inputs under which it went on longest
 */
public record Circle(String words, List<Recorded> witness) {}
