/** What every sink shares: what an attempt comes to, its deadline, the credentials it shows. */
@NullMarked
package dev.belfry.connectors.sink;

import org.jspecify.annotations.NullMarked;
