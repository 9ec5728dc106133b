/** The deterministic machine: inputs with their time go in, effects come out. */
@NullMarked
package dev.belfry.machine;

import org.jspecify.annotations.NullMarked;
