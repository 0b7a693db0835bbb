package org.espalier.job;

import org.espalier.analyze.BlockPassage;
import org.espalier.analyze.Comparison;
import org.espalier.analyze.Duel;
import org.espalier.analyze.SensitivityTable;
import org.espalier.compress.CompressionResult.LayerOutcome;
import org.espalier.compress.LayerInputs;
import org.espalier.measure.GeneratedText;
import org.espalier.measure.Latency;
import org.espalier.measure.Provenance;
import org.espalier.measure.Quality;
import org.espalier.measure.Task;

import java.util.List;

/** What a job gives back, one record per {@link JobSpec}. */
public sealed interface JobResult {
    /**
     * A scan's outcome.
     *
     * @param tables one instant table per method, then the measured ones
     * @param inputs norms of the layers' inputs, so that masks can be previewed
     */
    record Scanned(List<SensitivityTable> tables, List<LayerInputs> inputs) implements JobResult {}

    /**
     * A recipe's outcome.
     *
     * @param steps what each step did, layer by layer
     * @param passages how calibration data came through the blocks of each step; none where the
     *     model was taken as a whole
     */
    record Ran(
            List<List<LayerOutcome>> steps,
            List<List<BlockPassage>> passages,
            Comparison comparison,
            String output)
            implements JobResult {
        /** Results of earlier versions tell of no passages. */
        @SuppressWarnings("RedundantNullCheck")
        public Ran {
            passages =
                    passages == null
                            ? steps.stream().map(step -> List.<BlockPassage>of()).toList()
                            : passages;
        }
    }

    /** Quality of a model by a task, the headline metric first. */
    record Evaluated(Task task, List<Quality> quality) implements JobResult {}

    /** One latency per model. */
    record Benched(List<Latency> latencies) implements JobResult {}

    /** What a language model wrote. */
    record Generated(GeneratedText text, Provenance provenance) implements JobResult {}

    /** Two models side by side. */
    record Compared(Comparison comparison) implements JobResult {}

    /** What several methods made of one layer. */
    record Duelled(Duel duel) implements JobResult {}

    /**
     * A model's new file.
     *
     * @param bytes of it and, if there is one, of the data file beside it
     * @param inputs names of what the graph takes
     * @param outputs names of what it gives
     */
    record Exported(String output, long bytes, List<String> inputs, List<String> outputs)
            implements JobResult {}
}
