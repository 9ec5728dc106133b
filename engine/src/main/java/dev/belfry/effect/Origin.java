package dev.belfry.effect;

import java.util.Map;

/**
 * Whose effect it is.
 *
 * @param name the rule's or alert's name
 * @param key the captures of the instance, in the order of the header
 */
public record Origin(Kind kind, String name, Map<String, String> key) {
  /** What kind of declaration an effect comes from. */
  public enum Kind {
    RULE,
    ALERT
  }
}
