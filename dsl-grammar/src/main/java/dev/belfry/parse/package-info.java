/** From text to syntax tree; the only package that sees ANTLR. */
@NullMarked
package dev.belfry.parse;

import org.jspecify.annotations.NullMarked;
