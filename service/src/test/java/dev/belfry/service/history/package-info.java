@NullMarked
package dev.belfry.service.history;

import org.jspecify.annotations.NullMarked;
