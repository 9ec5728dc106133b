@NullMarked
package dev.belfry.service.supervision;

import org.jspecify.annotations.NullMarked;
