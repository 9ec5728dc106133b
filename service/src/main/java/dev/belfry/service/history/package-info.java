/** Numbers of the past, for graphs: as they came, by the minute and by the hour. */
@NullMarked
package dev.belfry.service.history;

import org.jspecify.annotations.NullMarked;
