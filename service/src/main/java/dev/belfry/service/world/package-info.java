/** The world that a configuration describes: the embedded broker, and the connectors. */
@NullMarked
package dev.belfry.service.world;

import org.jspecify.annotations.NullMarked;
