package org.espalier.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ShortNamesTest {
    @Test
    void nameThatFitsStays() {
        assertEquals("conv1", ShortNames.fitting("conv1", 8));
    }

    @Test
    void segmentsShrinkToTheirNumbers() {
        assertEquals("3.1.2", ShortNames.fitting("stage3.1.conv2", 8));
        assertEquals("la.0.at.qu", ShortNames.fitting("layer.0.attention.query", 12));
    }

    @Test
    void endingSurvivesWhereEvenThatIsTooLong() {
        assertEquals("….2", ShortNames.fitting("stage3.1.conv2", 3));
    }

    @Test
    void longWordsAreCut() {
        assertEquals("Ankle bo…", ShortNames.cut("Ankle boot shoe", 9));
    }
}
