/** Tests of the store, on real files. */
@NullMarked
package dev.belfry.service.store;

import org.jspecify.annotations.NullMarked;
