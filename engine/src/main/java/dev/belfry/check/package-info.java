/** From syntax trees to the checked model; everything an author can get wrong beyond form. */
@NullMarked
package dev.belfry.check;

import org.jspecify.annotations.NullMarked;
