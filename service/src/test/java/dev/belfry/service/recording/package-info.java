@NullMarked
package dev.belfry.service.recording;

import org.jspecify.annotations.NullMarked;
