/**
 * Inputs and effects as lines of JSON, and what recorded inputs bring about when they come anew.
 */
@NullMarked
package dev.belfry.record;

import org.jspecify.annotations.NullMarked;
