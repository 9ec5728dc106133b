/** What comes in: messages, the topics they bear and the filters that choose among them. */
@NullMarked
package dev.belfry.event;

import org.jspecify.annotations.NullMarked;
