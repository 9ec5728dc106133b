/** The command line: what a person can ask for, and how it ends. */
@NullMarked
package dev.belfry.service.command;

import org.jspecify.annotations.NullMarked;
