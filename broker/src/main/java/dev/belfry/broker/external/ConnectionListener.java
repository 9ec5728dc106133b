package dev.belfry.broker.external;

/** Is told how the connection to the broker does; must not wait for anybody. */
public interface ConnectionListener {
  /** The broker is there, for the first time or again. */
  void connected(String words);

  /** The broker is away, or another thing is the matter with it than before. */
  void disconnected(String words);

  /** Something that somebody should look at. */
  void warned(String words);
}
