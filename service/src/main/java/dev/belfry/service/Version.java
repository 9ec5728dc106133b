package dev.belfry.service;

import java.util.Optional;

/** Which version of the program this is. */
public final class Version {
  private Version() {}

  /** The version that the jar was packaged with. */
  public static String ofThisProgram() {
    return Optional.ofNullable(Version.class.getPackage())
        .map(Package::getImplementationVersion)
        .orElse("development");
  }
}
