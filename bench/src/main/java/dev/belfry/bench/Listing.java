package dev.belfry.bench;

/** Where results go as they come in. */
sealed interface Listing permits Table, JsonListing {
  void begin();

  void event(Row row);

  void compiling(Measured first);

  void end();
}
