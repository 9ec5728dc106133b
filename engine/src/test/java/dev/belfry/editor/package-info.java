/** What Belfry brings along for editors. */
@NullMarked
package dev.belfry.editor;

import org.jspecify.annotations.NullMarked;
