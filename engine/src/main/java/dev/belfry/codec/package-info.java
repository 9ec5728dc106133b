/** Values, and how payloads become values and values become text. */
@NullMarked
package dev.belfry.codec;

import org.jspecify.annotations.NullMarked;
