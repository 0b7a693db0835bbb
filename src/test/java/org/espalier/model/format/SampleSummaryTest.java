package org.espalier.model.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.espalier.model.LayerSummary;
import org.espalier.model.ModelSummary;
import org.espalier.model.ModelWarnings;
import org.junit.jupiter.api.Test;

import java.util.List;

class SampleSummaryTest {
    private final ModelSummary cnn = ModelSummary.of(Samples.cnn());

    @Test
    void theConvolutionalSampleHas176090Parameters() {
        assertEquals(176_090, cnn.parameters());
    }

    @Test
    void multiplyAccumulatesFollowFromTheShapes() {
        List<Long> macs = cnn.layers().stream().map(summary -> summary.layer().macs()).toList();
        assertEquals(28 * 28 * 16 * 9, macs.get(0));
        assertEquals(28 * 28 * 16 * 16 * 9, macs.get(1));
        assertEquals(14 * 14 * 32 * 16 * 9, macs.get(5));
        assertEquals(14 * 14 * 32 * 16, macs.get(7));
        assertEquals(7 * 7 * 64 * 64 * 9, macs.get(14));
        assertEquals(640, macs.get(15));
        assertEquals(20_183_936, cnn.macs());
    }

    @Test
    void aDenseLayerSatisfiesNoPattern() {
        LayerSummary fc = cnn.layers().get(15);
        assertEquals(0, fc.zeros());
        assertFalse(fc.pattern24());
        assertEquals(640 / 176_090.0, fc.share());
        assertEquals(0, fc.deadRows());
    }

    @Test
    void theEncoderCountsItsEmbeddingsAndMatricesForOneToken() {
        ModelSummary encoder = ModelSummary.of(Samples.miniLm());
        assertEquals(22_565_376, encoder.parameters());
        assertEquals(36, encoder.layers().size());
        assertEquals(384 * 384, encoder.layers().get(0).layer().macs());
        assertEquals(6L * 384 * (4 * 384 + 2 * 1536), encoder.macs());
    }

    @Test
    void theSamplesGiveNoWarning() {
        assertEquals(List.of(), ModelWarnings.of(Samples.cnn()));
        assertEquals(List.of(), ModelWarnings.of(Samples.miniLm()));
    }
}
