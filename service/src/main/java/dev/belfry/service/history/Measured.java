package dev.belfry.service.history;

/** A number that a message brought. Its time is the wall clock's. */
record Measured(Series series, long timeMillis, double value) {}
