@NullMarked
package dev.belfry.format;

import org.jspecify.annotations.NullMarked;
