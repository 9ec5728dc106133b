/** What a person reads while the service runs. */
@NullMarked
package dev.belfry.service.terminal;

import org.jspecify.annotations.NullMarked;
