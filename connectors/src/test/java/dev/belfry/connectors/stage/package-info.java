/** What the tests act against: servers as a user has them, and some that misbehave. */
@NullMarked
package dev.belfry.connectors.stage;

import org.jspecify.annotations.NullMarked;
