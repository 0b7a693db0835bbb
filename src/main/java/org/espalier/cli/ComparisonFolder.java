package org.espalier.cli;

import org.espalier.analyze.Comparison;
import org.espalier.base.WholeFile;

import java.nio.file.Path;

/**
 * What {@code compare --out} leaves: the whole comparison as JSON, its figures and their numbers.
 */
final class ComparisonFolder {
    private ComparisonFolder() {}

    static void write(Comparison comparison, Path folder) {
        WholeFile.writeString(
                folder.resolve("comparison.json"),
                ResultJson.compared(comparison).toPrettyString());
    }
}
