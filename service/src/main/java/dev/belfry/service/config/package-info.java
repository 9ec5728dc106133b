/** belfry.yaml: read, checked and turned into typed settings, or into errors that teach. */
@NullMarked
package dev.belfry.service.config;

import org.jspecify.annotations.NullMarked;
