package dev.belfry.service.config;

import java.net.URI;
import java.util.Optional;

/** A camera that can be asked for a picture. */
public record CameraSettings(URI snapshot, Optional<String> user, Optional<Secret> password) {
  /** Without the address: it may hold a password. */
  @Override
  public String toString() {
    return "CameraSettings[" + snapshot.getHost() + "]";
  }
}
