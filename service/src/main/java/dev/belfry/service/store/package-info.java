/** Durable state: one SQLite file, one transaction a batch. */
@NullMarked
package dev.belfry.service.store;

import org.jspecify.annotations.NullMarked;
