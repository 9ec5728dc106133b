package dev.belfry.machine;

import dev.belfry.effect.AlertStatus;
import dev.belfry.effect.Origin;

/** An instance of an alert and how it stands with it. */
public record AlertInstance(Origin origin, AlertStatus status) {}
