/**
 * The connection to a broker of the user's own: what it hands over is acknowledged when the port
 * has made it safe.
 */
@NullMarked
package dev.belfry.broker.external;

import org.jspecify.annotations.NullMarked;
