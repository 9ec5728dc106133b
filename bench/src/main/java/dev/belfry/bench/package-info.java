/** Measures what an event costs the machine, and what it costs to compile rules. */
@NullMarked
package dev.belfry.bench;

import org.jspecify.annotations.NullMarked;
