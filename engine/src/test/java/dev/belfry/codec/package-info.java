/** Payloads and numbers, odd ones above all. */
@NullMarked
package dev.belfry.codec;

import org.jspecify.annotations.NullMarked;
