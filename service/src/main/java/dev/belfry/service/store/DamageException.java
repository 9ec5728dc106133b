package dev.belfry.service.store;

import java.io.IOException;

/** Something is not as it was written. */
final class DamageException extends IOException {
  private static final long serialVersionUID = 1;

  DamageException(String how) {
    super(how);
  }
}
