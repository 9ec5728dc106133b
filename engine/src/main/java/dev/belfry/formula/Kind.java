package dev.belfry.formula;

import dev.belfry.codec.Type;

/** What a formula computes with. */
public enum Kind {
  NUMBER(Type.Simple.NUMBER),
  TEXT(Type.Simple.TEXT),
  TRUTH(Type.Simple.BOOL);

  private final Type.Simple type;

  Kind(Type.Simple type) {
    this.type = type;
  }

  public Type type() {
    return type;
  }
}
