package dev.belfry.connectors.camera;

/** What came of asking a camera for a picture. */
public sealed interface Snapshot {
  /** It sent one. */
  record Taken(Picture picture) implements Snapshot {}

  /** It sent none; the reason is for a person and reads on after "the picture is missing:". */
  record Missing(String reason) implements Snapshot {}
}
