/** What rule files cannot show of the machine. */
@NullMarked
package dev.belfry.machine;

import org.jspecify.annotations.NullMarked;
