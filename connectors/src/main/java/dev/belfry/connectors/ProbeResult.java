package dev.belfry.connectors;

/**
 * What trying one connector out has shown.
 *
 * @param name the configuration's name for it
 * @param target where it leads
 * @param detail what was found, or what is wrong, for a person
 * @param millis how long it took, in milliseconds
 */
public record ProbeResult(
    Kind kind, String name, String target, boolean ok, String detail, long millis) {
  /** What was tried. */
  public enum Kind {
    MAIL,
    CAMERA,
    ENDPOINT
  }
}
