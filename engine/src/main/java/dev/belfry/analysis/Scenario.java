package dev.belfry.analysis;

import dev.belfry.record.Recorded;
import java.util.List;

/**
 * Things that happen one after the other, so that rules may be watched under them.
 *
 * @param lines what comes in
 * @param fromMillis what happens before this is only preparation
 * @param untilMillis how long to watch
 */
record Scenario(List<Recorded> lines, long fromMillis, long untilMillis) {}
