package org.espalier.project;

import org.espalier.job.DataRef;
import org.jspecify.annotations.Nullable;

/**
 * The data of a project.
 *
 * @param calibration samples that methods learn from; null before any were chosen
 * @param evaluation samples that results are measured on; null if there are none
 */
public record ProjectData(@Nullable DataRef calibration, @Nullable DataRef evaluation) {
    /** No data. */
    public static final ProjectData NONE = new ProjectData(null, null);
}
