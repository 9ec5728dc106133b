/**
 * The broker put together from Moquette's parts, in Moquette's package because the parts are
 * visible nowhere else. {@link io.moquette.broker.BrokerAssembly} is the way in.
 */
@NullMarked
package io.moquette.broker;

import org.jspecify.annotations.NullMarked;
