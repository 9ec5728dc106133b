package dev.belfry.formula;

/** A piece of a formula: where it stands, and what it is. */
record Lexeme(Sort sort, String text, int start, int end) {
  enum Sort {
    NUMBER,
    TEXT,
    WORD,
    SIGN,
    END
  }

  boolean is(String sign) {
    return sort == Sort.SIGN && text.equals(sign);
  }
}
