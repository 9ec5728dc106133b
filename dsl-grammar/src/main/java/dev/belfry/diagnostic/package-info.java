/** What is wrong in a rule file, and how it is shown. */
@NullMarked
package dev.belfry.diagnostic;

import org.jspecify.annotations.NullMarked;
