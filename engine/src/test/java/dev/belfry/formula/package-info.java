/** What formulas come to, and what none can do. */
@NullMarked
package dev.belfry.formula;

import org.jspecify.annotations.NullMarked;
