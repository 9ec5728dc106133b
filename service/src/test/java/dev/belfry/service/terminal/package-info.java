/** Tests of this package. */
@NullMarked
package dev.belfry.service.terminal;

import org.jspecify.annotations.NullMarked;
