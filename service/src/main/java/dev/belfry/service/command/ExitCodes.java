package dev.belfry.service.command;

/** How the process ends, as scripts may rely on. */
final class ExitCodes {
  static final int CLEAN = 0;
  static final int PROBLEMS = 1;
  static final int MISUSE = 2;
  static final int OUR_BUG = 70;

  private ExitCodes() {}
}
