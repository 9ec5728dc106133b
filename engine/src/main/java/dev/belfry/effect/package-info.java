/** What goes out: the things that rules want done to the world. */
@NullMarked
package dev.belfry.effect;

import org.jspecify.annotations.NullMarked;
