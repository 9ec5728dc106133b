/** Checked rules made ready to run: operators, expressions and the index that finds them. */
@NullMarked
package dev.belfry.program;

import org.jspecify.annotations.NullMarked;
