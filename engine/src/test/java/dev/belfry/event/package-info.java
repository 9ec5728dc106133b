/** Topic filters. */
@NullMarked
package dev.belfry.event;

import org.jspecify.annotations.NullMarked;
