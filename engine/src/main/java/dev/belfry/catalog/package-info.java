/** What the configuration offers to rules: the site, channels, cameras and connectors. */
@NullMarked
package dev.belfry.catalog;

import org.jspecify.annotations.NullMarked;
