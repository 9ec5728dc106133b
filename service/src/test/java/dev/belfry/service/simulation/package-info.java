/** The service in a world that is simulated from one seed, with all that can befall it. */
@NullMarked
package dev.belfry.service.simulation;

import org.jspecify.annotations.NullMarked;
