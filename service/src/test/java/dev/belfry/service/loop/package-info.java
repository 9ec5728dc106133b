/** Tests of this package. */
@NullMarked
package dev.belfry.service.loop;

import org.jspecify.annotations.NullMarked;
