/** Programs and schedules. */
@NullMarked
package dev.belfry.program;

import org.jspecify.annotations.NullMarked;
