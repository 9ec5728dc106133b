/** The manual is true: what stands in its blocks is run. */
@NullMarked
package dev.belfry.manual;

import org.jspecify.annotations.NullMarked;
