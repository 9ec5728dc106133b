/** What waits to be delivered, in its order, tried until it is there. */
@NullMarked
package dev.belfry.service.outbox;

import org.jspecify.annotations.NullMarked;
