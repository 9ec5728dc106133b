/** Tests of the rules folder. */
@NullMarked
package dev.belfry.service.rules;

import org.jspecify.annotations.NullMarked;
