package dev.belfry.parse;

import dev.belfry.diagnostic.Diagnostic;
import dev.belfry.syntax.SyntaxTree;
import java.util.List;

/** A file as far as it could be read, and what is wrong with the rest. */
public record Parsed(SyntaxTree tree, List<Diagnostic> problems) {}
