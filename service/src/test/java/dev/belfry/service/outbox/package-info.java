@NullMarked
package dev.belfry.service.outbox;

import org.jspecify.annotations.NullMarked;
