package dev.belfry.record;

/** A line is no record, said in words for the person who wrote or recorded it. */
public final class MalformedRecordException extends Exception {
  private static final long serialVersionUID = 1;
  private final String words;

  MalformedRecordException(String words) {
    super(words);
    this.words = words;
  }

  /** What is wrong, and in which line, ready to be shown. */
  public String words() {
    return words;
  }
}
