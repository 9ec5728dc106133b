/** What is said about suspicious rules is true, and what is suspicious is found. */
@NullMarked
package dev.belfry.analysis;

import org.jspecify.annotations.NullMarked;
