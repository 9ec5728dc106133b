package dev.belfry.service.command;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line's root: the options that all commands share. */
@Command(
    name = "belfry",
    description = "Rules you can trust unattended, for people who run sensors over MQTT.",
    mixinStandardHelpOptions = true,
    versionProvider = BelfryCommand.Version.class,
    scope = ScopeType.INHERIT,
    sortOptions = false,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:clean",
      "1:problems in rules or tests",
      "2:misuse, or something in the way that you can remove",
      "70:a bug of ours"
    })
final class BelfryCommand implements Runnable {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "the configuration; default: belfry.yaml in the current folder, if it is there")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "show where in the program a bug happened")
  private boolean debug;

  @Spec private CommandSpec spec = CommandSpec.create();

  Optional<Path> config() {
    return config;
  }

  boolean debug() {
    return debug;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do: run, check, …");
  }

  /** Says which version this is. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"belfry " + dev.belfry.service.Version.ofThisProgram()};
    }
  }
}
