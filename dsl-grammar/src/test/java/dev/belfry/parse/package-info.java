/** What holds of the grammar, seen from inside. */
@NullMarked
package dev.belfry.parse;

import org.jspecify.annotations.NullMarked;
