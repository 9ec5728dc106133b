package dev.belfry.service.command;

import dev.belfry.diagnostic.Diagnostic;
import java.nio.file.Path;

/**
 * Something there is to say about a rule file.
 *
 * @param folder what the names of its files are relative to
 */
record FiledDiagnostic(Diagnostic diagnostic, Path folder) {}
