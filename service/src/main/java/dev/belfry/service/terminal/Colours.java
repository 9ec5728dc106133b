package dev.belfry.service.terminal;

/** The colours of the terminal, or none. */
public record Colours(boolean on) {
  public String good(String text) {
    return coloured("32", text);
  }

  public String warning(String text) {
    return coloured("33", text);
  }

  public String bad(String text) {
    return coloured("31", text);
  }

  public String faint(String text) {
    return coloured("2", text);
  }

  private String coloured(String code, String text) {
    return on ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
