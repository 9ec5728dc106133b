package dev.belfry.service.terminal;

/** The colours of the terminal, or none. */
record Colours(boolean on) {
  String good(String text) {
    return coloured("32", text);
  }

  String warning(String text) {
    return coloured("33", text);
  }

  String bad(String text) {
    return coloured("31", text);
  }

  String faint(String text) {
    return coloured("2", text);
  }

  private String coloured(String code, String text) {
    return on ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
