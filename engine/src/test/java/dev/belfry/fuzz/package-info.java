/** Coverage-guided fuzzing of everything that reads a rule file. */
@NullMarked
package dev.belfry.fuzz;

import org.jspecify.annotations.NullMarked;
