@NullMarked
package dev.belfry.record;

import org.jspecify.annotations.NullMarked;
