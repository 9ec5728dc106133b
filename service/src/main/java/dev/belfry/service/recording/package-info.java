/** What the service writes down of its inputs and effects, for replay. */
@NullMarked
package dev.belfry.service.recording;

import org.jspecify.annotations.NullMarked;
