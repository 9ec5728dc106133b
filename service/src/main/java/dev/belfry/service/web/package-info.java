/** HTTP endpoints for those who watch the service. */
@NullMarked
package dev.belfry.service.web;

import org.jspecify.annotations.NullMarked;
