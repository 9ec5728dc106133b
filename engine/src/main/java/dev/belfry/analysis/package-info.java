/**
 * What is suspicious about rules that are each well formed: loops, conflicts, states that never
 * hold, names that nothing uses. What is claimed of a loop or a conflict was seen to happen.
 */
@NullMarked
package dev.belfry.analysis;

import org.jspecify.annotations.NullMarked;
