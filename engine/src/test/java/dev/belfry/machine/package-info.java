/** The machine under what no test in the rule language can do: reloads, set clocks, chains. */
@NullMarked
package dev.belfry.machine;

import org.jspecify.annotations.NullMarked;
