package dev.belfry.service.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a port of the command line. */
final class PortConverter implements ITypeConverter<Integer> {
  private static final int HIGHEST = 65_535;

  @Override
  public Integer convert(String written) {
    int port = written.matches("\\d{1,5}") ? Integer.parseInt(written) : -1;
    if (port < 0 || port > HIGHEST) {
      throw new TypeConversionException("\"" + written + "\" is no port: 0 to " + HIGHEST);
    }
    return port;
  }
}
