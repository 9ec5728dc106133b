/** Tests of the measurements: that they measure what they say. */
@NullMarked
package dev.belfry.bench;

import org.jspecify.annotations.NullMarked;
