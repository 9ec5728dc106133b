/** Pictures that cameras take at the moment of a notification. */
@NullMarked
package dev.belfry.connectors.camera;

import org.jspecify.annotations.NullMarked;
