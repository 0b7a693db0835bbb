package org.espalier.report.compare;

import org.espalier.analyze.BlockPassage;
import org.espalier.compress.CompressionResult.LayerOutcome;

import java.util.List;

/**
 * What a run did to a model.
 *
 * @param layers what was done to each
 * @param passages how calibration data came through the blocks, step by step
 * @param output file or folder of the result; empty if not known
 */
public record RunChanges(
        List<LayerOutcome> layers, List<List<BlockPassage>> passages, String output) {
    /** Nothing is known. */
    public static final RunChanges NONE = new RunChanges(List.of(), List.of(), "");
}
