/** Rules in virtual time: tests. */
@NullMarked
package dev.belfry.rehearsal;

import org.jspecify.annotations.NullMarked;
