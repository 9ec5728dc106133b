/** What the service does every so often, whatever its rules say. */
@NullMarked
package dev.belfry.service.schedule;

import org.jspecify.annotations.NullMarked;
