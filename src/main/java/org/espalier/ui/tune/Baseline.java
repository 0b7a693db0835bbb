package org.espalier.ui.tune;

import org.espalier.measure.Latency;
import org.espalier.measure.Quality;
import org.jspecify.annotations.Nullable;

/**
 * What is measured of the model as it is.
 *
 * @param quality null until measured, or without labels
 * @param latency null until measured
 */
record Baseline(@Nullable Quality quality, @Nullable Latency latency) {}
