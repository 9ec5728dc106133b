package dev.belfry.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The archive of classes beside the jar makes a start fast, and does nothing else. */
@Timeout(120)
class ArchiveIT {
  private static final Path BUILT = BelfryProcess.ROOT.resolve("service/target");
  private static final String JAR = "belfry.jar";
  private static final String ARCHIVE = "belfry.jsa";
  private static final int PAGE = 4_096;

  @TempDir Path folder;

  /** What may have become of an archive. */
  private enum Fate {
    WHOLE,
    EMPTY,
    SHORTER_THAN_ITS_HEAD,
    HALF,
    A_PAGE_OF_ZEROS,
    SOMETHING_ELSE,
    OF_ANOTHER_JAR
  }

  @Test
  void aStartTakesItsClassesFromTheArchive() throws Exception {
    try (House house = House.in(folder.resolve("house"))) {
      house
          .environment("BELFRY_JAVA_OPTIONS", "-Xlog:class+load:file=classes.log")
          .burglarAlarm()
          .run();
      String loaded = Files.readString(house.folder().resolve("classes.log"));
      for (String name :
          List.of(
              "dev.belfry.service.Service",
              "dev.belfry.parse.RulesParser",
              "dev.belfry.program.Script",
              "dev.belfry.machine.Machine",
              "dev.belfry.broker.Acceptor",
              "io.netty.channel.nio.NioEventLoop",
              "org.sqlite.core.NativeDB",
              "org.eclipse.jetty.server.Server")) {
        assertTrue(loaded.contains(" " + name + " source: shared objects file"), name);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void whateverBecomesOfTheArchiveACommandDoesAndSaysTheSame(Fate fate) throws Exception {
    Path project = project();
    Files.createDirectories(folder.resolve("rules"));
    Files.writeString(folder.resolve("rules/a.rules"), "topic a = \"a\" : flaot\n");
    Ended without = check(project);
    assertEquals(1, without.code(), without.err());
    bring(project.resolve("service/target").resolve(ARCHIVE), fate);
    assertEquals(without, check(project));
  }

  /** Another place with the program in it, whose archive may be spoilt. */
  private Path project() throws IOException {
    Path project = folder.resolve("a project");
    Path target = Files.createDirectories(project.resolve("service/target"));
    Files.copy(BelfryProcess.ROOT.resolve("belfry"), project.resolve("belfry"));
    assertTrue(project.resolve("belfry").toFile().setExecutable(true));
    Files.createSymbolicLink(target.resolve(JAR), BUILT.resolve(JAR));
    return project;
  }

  private static void bring(Path archive, Fate fate) throws IOException {
    Files.copy(BUILT.resolve(ARCHIVE), archive);
    long size = Files.size(archive);
    try (RandomAccessFile file = new RandomAccessFile(archive.toFile(), "rw")) {
      switch (fate) {
        case WHOLE -> {}
        case EMPTY -> file.setLength(0);
        case SHORTER_THAN_ITS_HEAD -> file.setLength(100);
        case HALF -> file.setLength(size / 2);
        case A_PAGE_OF_ZEROS -> {
          file.seek(2 * PAGE);
          file.write(new byte[PAGE]);
        }
        case SOMETHING_ELSE -> file.write("This is no archive.".getBytes(StandardCharsets.UTF_8));
        case OF_ANOTHER_JAR -> {
          Path jar = archive.resolveSibling(JAR);
          Files.delete(jar);
          Files.copy(BUILT.resolve(JAR), jar);
          Files.setLastModifiedTime(jar, FileTime.fromMillis(1_000_000_000_000L));
        }
      }
    }
  }

  private Ended check(Path project) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(project.resolve("belfry").toString(), "check")
            .directory(folder.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return Ended.of(builder.start());
  }
}
