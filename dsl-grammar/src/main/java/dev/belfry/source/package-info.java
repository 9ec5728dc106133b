/** Rule files as text: offsets, and the one table that knows lines and columns. */
@NullMarked
package dev.belfry.source;

import org.jspecify.annotations.NullMarked;
