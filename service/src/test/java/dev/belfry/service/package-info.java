/** Tests of the whole program, as a user starts it. */
@NullMarked
package dev.belfry.service;

import org.jspecify.annotations.NullMarked;
