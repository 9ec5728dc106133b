/** The one thread that steps the machine, and what makes its steps safe. */
@NullMarked
package dev.belfry.service.loop;

import org.jspecify.annotations.NullMarked;
