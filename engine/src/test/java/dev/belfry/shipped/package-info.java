/** The rules that ship pass their own tests. */
@NullMarked
package dev.belfry.shipped;

import org.jspecify.annotations.NullMarked;
