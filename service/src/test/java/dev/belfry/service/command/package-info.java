/** Tests of this package. */
@NullMarked
package dev.belfry.service.command;

import org.jspecify.annotations.NullMarked;
