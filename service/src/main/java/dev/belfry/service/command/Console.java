package dev.belfry.service.command;

import java.io.PrintWriter;

/** The two streams that a command writes to. */
record Console(PrintWriter out, PrintWriter err) {}
