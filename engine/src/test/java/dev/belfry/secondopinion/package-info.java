/**
 * A second evaluator of the rule language, slow and obvious, straight from the text of its
 * reference. It shares the checked model and the types of values with the machine and nothing else,
 * so that what both say alike is what the text says.
 */
@NullMarked
package dev.belfry.secondopinion;

import org.jspecify.annotations.NullMarked;
