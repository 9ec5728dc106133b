package dev.belfry.service.history;

import dev.belfry.event.Payload;

/** A message, as far as its numbers are concerned. Its time is the wall clock's. */
record Sample(long timeMillis, String topic, Payload payload) {}
