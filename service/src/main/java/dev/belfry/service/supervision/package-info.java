/**
 * The service's own alerts: what keeps it from doing its work, told as people are told of rules'.
 */
@NullMarked
package dev.belfry.service.supervision;

import org.jspecify.annotations.NullMarked;
