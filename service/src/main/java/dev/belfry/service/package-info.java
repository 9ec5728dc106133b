/** The program that runs: its command line, and the assembly of everything else. */
@NullMarked
package dev.belfry.service;

import org.jspecify.annotations.NullMarked;
