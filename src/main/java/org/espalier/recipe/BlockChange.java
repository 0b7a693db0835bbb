package org.espalier.recipe;

import org.espalier.compress.CompressionResult.LayerOutcome;
import org.espalier.tensor.Tensor;

import java.util.List;
import java.util.Map;

/**
 * What a step did to one block.
 *
 * @param weights changed ones by name
 * @param layers what was done, layer by layer
 */
public record BlockChange(Map<String, Tensor> weights, List<LayerOutcome> layers) {}
