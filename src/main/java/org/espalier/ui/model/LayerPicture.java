package org.espalier.ui.model;

import org.espalier.model.LayerId;
import org.espalier.report.WeightHistogram;
import org.espalier.report.WeightPicture;

/** What the inspector shows of a layer's weights. */
public record LayerPicture(LayerId layer, WeightPicture weights, WeightHistogram histogram) {}
