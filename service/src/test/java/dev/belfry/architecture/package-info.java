/** The directions between modules, tested. */
@NullMarked
package dev.belfry.architecture;

import org.jspecify.annotations.NullMarked;
