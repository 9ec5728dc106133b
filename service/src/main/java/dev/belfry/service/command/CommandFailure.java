package dev.belfry.service.command;

/** A command cannot do what it was asked for, said in a sentence for the person who asked. */
final class CommandFailure extends Exception {
  private static final long serialVersionUID = 1;
  private final int exitCode;

  private CommandFailure(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** The person can mend it: a wrong option, a busy port, a folder that cannot be written. */
  static CommandFailure misuse(String message) {
    return new CommandFailure(ExitCodes.MISUSE, message);
  }

  /** The running service was asked, and did not do it. */
  static CommandFailure refused(String message) {
    return new CommandFailure(ExitCodes.PROBLEMS, message);
  }

  int exitCode() {
    return exitCode;
  }
}
