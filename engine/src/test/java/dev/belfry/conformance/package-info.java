/** The language as runnable cases. */
@NullMarked
package dev.belfry.conformance;

import org.jspecify.annotations.NullMarked;
