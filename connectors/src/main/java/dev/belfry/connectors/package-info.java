/**
 * Effects become mails and calls: what the service hands over is delivered, retried and reported.
 */
@NullMarked
package dev.belfry.connectors;

import org.jspecify.annotations.NullMarked;
