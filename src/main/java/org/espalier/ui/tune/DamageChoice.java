package org.espalier.ui.tune;

import org.espalier.analyze.SensitivityTable.Measure;

/**
 * One way to show damage.
 *
 * @param measured by running the model for every cell; else from one calibration pass
 */
public record DamageChoice(Measure measure, boolean measured) {
    /** What can be known of any model as soon as there is data. */
    static final DamageChoice FIRST = new DamageChoice(Measure.OUTPUT_ERROR, false);
}
