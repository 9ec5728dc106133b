/** Random programs and histories, for which the machine and the second evaluator must agree. */
@NullMarked
package dev.belfry.agreement;

import org.jspecify.annotations.NullMarked;
