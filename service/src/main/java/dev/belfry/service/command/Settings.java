package dev.belfry.service.command;

import dev.belfry.service.config.Configuration;
import dev.belfry.service.config.ConfigurationException;
import dev.belfry.service.config.ConfigurationFile;
import java.nio.file.Path;
import java.util.Map;

/** Finds the configuration that a command works with. */
record Settings(BelfryCommand belfry, Path currentFolder, Map<String, String> environment) {
  Configuration read() throws CommandFailure {
    try {
      return ConfigurationFile.load(belfry.config(), currentFolder, environment);
    } catch (ConfigurationException wrong) {
      throw CommandFailure.misuse(wrong.words());
    }
  }
}
