/**
 * The embedded MQTT broker: messages of clients go to a port before they are acknowledged, and
 * messages of ours go out to clients.
 */
@NullMarked
package dev.belfry.broker;

import org.jspecify.annotations.NullMarked;
