/**
 * Formulas in MVEL. Their text is read by a grammar of our own, which knows arithmetic, comparison
 * and logic and nothing else; what reaches MVEL is written anew from the tree.
 */
@NullMarked
package dev.belfry.formula;

import org.jspecify.annotations.NullMarked;
