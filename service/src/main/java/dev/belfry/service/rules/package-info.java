/** The rules folder: watched, read and compiled so that no rule is lost on the way. */
@NullMarked
package dev.belfry.service.rules;

import org.jspecify.annotations.NullMarked;
