package dev.belfry.connectors.http;

/** Whether an answer may point elsewhere. */
public enum Redirects {
  NONE,
  /** To another path of the same host and port, so that credentials go nowhere else. */
  SAME_HOST
}
