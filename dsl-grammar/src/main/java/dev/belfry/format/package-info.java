/** The one layout of rule files. */
@NullMarked
package dev.belfry.format;

import org.jspecify.annotations.NullMarked;
