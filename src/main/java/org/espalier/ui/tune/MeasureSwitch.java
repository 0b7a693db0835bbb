package org.espalier.ui.tune;

import org.espalier.analyze.SensitivityTable.Measure;

/**
 * One button of the switch between measures.
 *
 * @param why it cannot be pressed; empty if it can
 */
public record MeasureSwitch(Measure measure, String title, String tooltip, String why) {
    /** Whether it can be pressed. */
    public boolean enabled() {
        return why.isEmpty();
    }
}
