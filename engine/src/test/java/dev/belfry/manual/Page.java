package dev.belfry.manual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.belfry.catalog.Catalog;
import dev.belfry.catalog.Site;
import dev.belfry.diagnostic.Diagnostic;
import dev.belfry.diagnostic.TextRenderer;
import dev.belfry.model.CheckedTest;
import dev.belfry.program.Compilation;
import dev.belfry.program.Program;
import dev.belfry.record.RecordLines;
import dev.belfry.record.RecordReader;
import dev.belfry.record.Recorded;
import dev.belfry.record.Replay;
import dev.belfry.rehearsal.Rehearsal;
import dev.belfry.rehearsal.TestResult;
import dev.belfry.source.SourceFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;

/**
 * A page of the manual, from top to bottom: each of its blocks becomes a test, or several.
 *
 * <ul>
 *   <li>{@code rules}: has no error, and its tests pass; {@code rules house}: shared by the page;
 *   <li>{@code rules E0601}: has exactly the errors named;
 *   <li>{@code jsonl}: recorded inputs; {@code jsonl effects}: what the rules before make of them.
 * </ul>
 */
final class Page {
  private static final Catalog CATALOG =
      new Catalog(
          new Site(
              "Manual", ZoneId.of("Europe/Berlin"), Optional.of(new Site.Place(52.52, 13.405))),
          Set.of("owner", "neighbour"),
          Set.of("porch"),
          Set.of("siren_api"));

  private final Path path;

  /** Languages whose blocks are not for the engine. */
  private final Set<String> elsewhere;

  private final List<DynamicTest> tests = new ArrayList<>();
  private House house = House.empty();
  private List<SourceFile> rules = List.of();
  private String records = "";

  Page(Path path, Set<String> elsewhere) {
    this.path = path;
    this.elsewhere = elsewhere;
  }

  List<DynamicTest> tests() throws IOException {
    List<Block> blocks = Block.of(path);
    assertFalse(blocks.isEmpty(), () -> path + " has no blocks");
    blocks.forEach(this::read);
    return List.copyOf(tests);
  }

  private void read(Block block) {
    List<String> rest = block.words().subList(1, block.words().size());
    switch (block.language()) {
      case "rules" -> readRules(block, rest);
      case "jsonl" -> readRecords(block, rest);
      default ->
          add(
              block,
              () ->
                  assertTrue(
                      elsewhere.contains(block.language()),
                      () -> "nothing runs a block in \"" + block.language() + "\""));
    }
  }

  private void readRules(Block block, List<String> rest) {
    SourceFile file = new SourceFile(block.toString(), block.text());
    List<SourceFile> files = house.with(file);
    if (rest.equals(List.of("house"))) {
      house = House.of(file);
    } else if (!rest.isEmpty()) {
      add(block, () -> assertEquals(rest, codes(compile(files)), () -> text(compile(files))));
      return;
    }
    rules = files;
    add(block, () -> program(files));
    compile(files).program().stream()
        .flatMap(program -> program.tests().stream().map(test -> rehearsal(block, program, test)))
        .forEach(tests::add);
  }

  private void readRecords(Block block, List<String> rest) {
    if (rest.equals(List.of("effects"))) {
      List<SourceFile> files = rules;
      String inputs = records;
      add(block, () -> assertEquals(block.text(), replayed(program(files), inputs)));
      return;
    }
    assertEquals(List.of(), rest, block::toString);
    records = block.text();
    add(block, () -> replayed(program(List.of()), block.text()));
  }

  private void add(Block block, Executable test) {
    tests.add(DynamicTest.dynamicTest(block.toString(), test));
  }

  private static DynamicTest rehearsal(Block block, Program program, CheckedTest test) {
    return DynamicTest.dynamicTest(
        block + " " + test.name(), () -> assertPasses(Rehearsal.run(program, test)));
  }

  private static void assertPasses(TestResult result) {
    result
        .failure()
        .ifPresent(it ->
            fail(
                "expected "
                    + it.expected()
                    + "\ninstead "
                    + it.instead()
                    + "\n"
                    + String.join("\n", it.timeline())));
  }

  private static String replayed(Program program, String records) throws Exception {
    byte[] bytes = records.getBytes(StandardCharsets.UTF_8);
    RecordReader reader = new RecordReader(new ByteArrayInputStream(bytes));
    RecordLines lines = new RecordLines();
    Replay replay = new Replay(program);
    for (Optional<Recorded> record = reader.next(); record.isPresent(); record = reader.next()) {
      replay.take(record.get()).effects().forEach(lines::add);
    }
    StringWriter out = new StringWriter();
    lines.moveTo(out);
    return out.toString();
  }

  private static Program program(List<SourceFile> files) {
    Compilation compilation = compile(files);
    return compilation.program().orElseThrow(() -> new AssertionError(text(compilation)));
  }

  private static Compilation compile(List<SourceFile> files) {
    return Compilation.of(files, CATALOG);
  }

  private static List<String> codes(Compilation compilation) {
    return compilation.diagnostics().stream()
        .filter(Diagnostic::isError)
        .map(Diagnostic::code)
        .toList();
  }

  private static String text(Compilation compilation) {
    return compilation.diagnostics().stream()
        .map(new TextRenderer(false)::render)
        .collect(Collectors.joining("\n", "\n", ""));
  }
}
