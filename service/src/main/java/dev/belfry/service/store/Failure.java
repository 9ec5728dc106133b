package dev.belfry.service.store;

import java.sql.SQLException;

/** What kind of failure stopped us. */
enum Failure {
  /** There is no room; what is there is sound. */
  FULL,
  /** Somebody else had it for a moment. */
  BUSY,
  /** What is there is not as it was written. */
  DAMAGE,
  /** Something could not be read or written: what is on the disk is not known. */
  INPUT_OUTPUT;

  private static final int PRIMARY_CODE = 0xff;

  static Failure of(Throwable cause) {
    if (cause instanceof SQLException told) {
      // The numbers of sqlite.org/rescode.html.
      return switch (told.getErrorCode() & PRIMARY_CODE) {
        case 13 -> FULL;
        case 5, 6 -> BUSY;
        case 11, 26 -> DAMAGE;
        default -> INPUT_OUTPUT;
      };
    }
    return cause instanceof DamageException ? DAMAGE : INPUT_OUTPUT;
  }

  /** Whether what is on the disk may be another thing than what can be read. */
  boolean leavesDoubt() {
    return switch (this) {
      case FULL, BUSY -> false;
      case DAMAGE, INPUT_OUTPUT -> true;
    };
  }
}
