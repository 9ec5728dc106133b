/** Tests of this package. */
@NullMarked
package dev.belfry.service.explain;

import org.jspecify.annotations.NullMarked;
