/** How commands talk to the service that runs on a data folder. */
@NullMarked
package dev.belfry.service.control;

import org.jspecify.annotations.NullMarked;
