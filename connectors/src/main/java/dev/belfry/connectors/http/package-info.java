/** Calls of HTTP endpoints, filled from a rule's payload. */
@NullMarked
package dev.belfry.connectors.http;

import org.jspecify.annotations.NullMarked;
