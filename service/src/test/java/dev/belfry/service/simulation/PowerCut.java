package dev.belfry.service.simulation;

/** The computer is off: what runs in it goes no further. */
final class PowerCut extends Error {
  private static final long serialVersionUID = 1;

  PowerCut() {
    super("the power failed", null, false, false);
  }
}
