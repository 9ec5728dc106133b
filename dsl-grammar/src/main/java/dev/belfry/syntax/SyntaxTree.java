package dev.belfry.syntax;

import dev.belfry.source.SourceFile;
import java.util.List;

/**
 * One rule file as a tree.
 *
 * @param broken the names that declarations bear which could not be read, so that their use is no
 *     second mistake
 */
public record SyntaxTree(SourceFile file, List<Declaration> declarations, List<String> broken) {}
