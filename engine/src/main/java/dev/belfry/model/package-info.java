/** Rules whose names and types are known: what the checker hands on. */
@NullMarked
package dev.belfry.model;

import org.jspecify.annotations.NullMarked;
