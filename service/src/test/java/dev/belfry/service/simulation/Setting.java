package dev.belfry.service.simulation;

/** What everything in the simulated world shares. */
record Setting(Timeline timeline, Clocks clocks, Luck luck, Trace trace) {}
