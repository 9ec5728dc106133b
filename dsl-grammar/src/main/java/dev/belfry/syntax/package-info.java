/** The syntax tree of a rule file. */
@NullMarked
package dev.belfry.syntax;

import org.jspecify.annotations.NullMarked;
