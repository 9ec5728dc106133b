package dev.belfry.connectors.email;

import dev.belfry.connectors.camera.Snapshot;

/** A picture that goes with a mail, or the reason why it does not. */
public record Illustration(String camera, Snapshot snapshot) {
  /** The sentence that stands in the mail in the picture's place. */
  static String missing(String camera, String reason) {
    return "The picture of " + camera + " is missing: " + reason + ".";
  }
}
