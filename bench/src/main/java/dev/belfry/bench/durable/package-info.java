/** What it costs that nothing is lost. */
@NullMarked
package dev.belfry.bench.durable;

import org.jspecify.annotations.NullMarked;
