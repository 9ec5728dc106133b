package dev.belfry.service.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderScanTest {
  @TempDir Path root;

  private void write(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Path parent = file.getParent();
    Files.createDirectories(parent == null ? root : parent);
    Files.writeString(file, text);
  }

  @Test
  void ruleFilesOfTheWholeTreeAreReadAndNothingElse() throws IOException {
    write("a.rules", "# ä");
    write("sub/deep/b.rules", "");
    write("notes.txt", "");
    write(".a.rules", "");
    write(".git/x.rules", "");
    write("a.rules.swp", "");
    RuleScan scan = FolderScan.of(root);
    assertEquals(Set.of("a.rules", "sub/deep/b.rules"), scan.files().keySet());
    assertEquals(List.of(), scan.problems());
  }

  @Test
  void aFileThatCannotBeReadIsSaidWithItsName() throws IOException {
    Files.write(root.resolve("bytes.rules"), new byte[] {(byte) 0xc3, 'x'});
    Files.write(root.resolve("large.rules"), new byte[FolderScan.LARGEST_FILE_BYTES + 1]);
    Files.write(root.resolve("just-fits.rules"), new byte[FolderScan.LARGEST_FILE_BYTES]);
    Files.createSymbolicLink(root.resolve("dangling.rules"), root.resolve("nowhere"));
    RuleScan scan = FolderScan.of(root);
    assertEquals(Set.of("just-fits.rules"), scan.files().keySet());
    assertEquals(
        Set.of(
            new RuleProblem("bytes.rules", "is not UTF-8 text; save it as UTF-8"),
            new RuleProblem("large.rules", "is larger than 1 MiB; split it"),
            new RuleProblem("dangling.rules", "is a link to a file that is not there")),
        Set.copyOf(scan.problems()));
    assertTrue(scan.couldNotSee("bytes.rules"));
  }

  @Test
  void aFolderThatIsNotThereIsAProblemAndNotEmpty() {
    RuleScan scan = FolderScan.of(root.resolve("none"));
    assertTrue(scan.couldNotSee("whatever.rules"));
    assertTrue(scan.problems().get(0).words().contains("is not there"));
  }

  @Test
  void linksAreFollowedAsAMountedConfigurationNeedsThemAndLoopsAreNot() throws IOException {
    write("..2026/a.rules", "# one");
    Files.createSymbolicLink(root.resolve("..data"), Path.of("..2026"));
    Files.createSymbolicLink(root.resolve("a.rules"), Path.of("..data/a.rules"));
    Files.createSymbolicLink(root.resolve("loop"), root);
    RuleScan scan = FolderScan.of(root);
    assertEquals(Set.of("a.rules"), scan.files().keySet());
    assertEquals(List.of(), scan.problems());
  }
}
