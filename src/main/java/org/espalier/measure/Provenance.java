package org.espalier.measure;

import java.util.Map;

/**
 * What a measured number rests on, enough to measure it again.
 *
 * @param model SHA-256 of the model
 * @param data fingerprint of the data; empty if none was used
 * @param seed of the sampling; 0 if nothing was drawn
 * @param versions of this program and the engines, by name
 * @param device as {@link org.espalier.engine.Device} spells it, with the number of threads
 */
public record Provenance(
        String model, String data, long seed, Map<String, String> versions, String device) {}
