/** The pages of the manual about diagnostics, as the program carries them along. */
@NullMarked
package dev.belfry.service.explain;

import org.jspecify.annotations.NullMarked;
