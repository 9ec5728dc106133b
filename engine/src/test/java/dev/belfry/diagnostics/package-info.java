/** What authors are told, as it is shown to them. */
@NullMarked
package dev.belfry.diagnostics;

import org.jspecify.annotations.NullMarked;
