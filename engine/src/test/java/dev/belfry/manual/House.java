package dev.belfry.manual;

import dev.belfry.parse.RuleParser;
import dev.belfry.source.SourceFile;
import dev.belfry.syntax.Declaration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a page of the manual declares once, at its top, for all of its blocks.
 *
 * @param file the block that does so, absent on a page where each block stands alone
 */
record House(Optional<SourceFile> file) {
  static House empty() {
    return new House(Optional.empty());
  }

  static House of(SourceFile file) {
    return new House(Optional.of(file));
  }

  /** The files of a program: a block, and what of the house it does not declare itself. */
  List<SourceFile> with(SourceFile block) {
    return file.map(shared -> List.of(block, rest(shared, block))).orElse(List.of(block));
  }

  private static SourceFile rest(SourceFile shared, SourceFile block) {
    Set<String> own = names(block);
    String text =
        RuleParser.parse(shared).tree().declarations().stream()
            .filter(it -> !own.contains(it.name().text()))
            .map(it -> shared.text(it.span()))
            .collect(Collectors.joining("\n"));
    return new SourceFile("house.rules", text);
  }

  private static Set<String> names(SourceFile block) {
    return RuleParser.parse(block).tree().declarations().stream()
        .map(Declaration::name)
        .map(it -> it.text())
        .collect(Collectors.toSet());
  }
}
