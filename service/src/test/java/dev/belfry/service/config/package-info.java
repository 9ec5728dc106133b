/** Tests of the configuration. */
@NullMarked
package dev.belfry.service.config;

import org.jspecify.annotations.NullMarked;
