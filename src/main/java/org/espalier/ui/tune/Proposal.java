package org.espalier.ui.tune;

import org.espalier.analyze.Preset;

/**
 * A schedule that a preset proposes, drawn over the one in hand until it is taken over or dropped.
 *
 * @param share of zeros that was asked for
 */
public record Proposal(Preset preset, double share, Preset.Plan plan) {}
