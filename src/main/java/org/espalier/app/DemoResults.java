package org.espalier.app;

import org.espalier.analyze.SensitivityTable;
import org.espalier.base.WholeFile;
import org.espalier.job.JobJson;

import java.nio.file.Path;
import java.util.List;

/** What the demo found, as files. */
record DemoResults(SensitivityTable sensitivity, List<DemoRow> rows, List<DemoGain> gains) {
    /** Writes {@code results.json}, {@code results.csv} and {@code sensitivity.csv}. */
    void write(Path folder) {
        WholeFile.writeString(folder.resolve("results.json"), JobJson.write(this));
        WholeFile.writeString(folder.resolve("results.csv"), DemoRow.table(rows).csv());
    }
}
